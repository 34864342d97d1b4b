//! What is measured runs in a process of its own, so that its memory and time are its own.
//! A child prints one line of JSON.

use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Instant,
};

use loa::{
    diag::{Level, Report, Sources, Tongue},
    load::{self, files::Files},
    model::{Date, Selection},
    pipeline::{self, Request},
    render::web::OneStage,
    serve::{self, Options},
};
use serde_json::{Value, json};

use super::measure;

pub const DAY: Date = Date::constant(2026, 11, 23);
/// The day it is meanwhile, which no text of the sample is ahead of.
const TODAY: Date = Date::constant(2026, 12, 31);

/// Runs one child: its kind, then its arguments.
pub fn run(arguments: &[String]) {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let clock = Instant::now();
    let cpu = measure::own_cpu();
    let mut found = match words.as_slice() {
        ["build", root, out, formats, jobs] => build_site(root, out, formats, jobs),
        ["write", from, to, places, jobs] => return write_same(from, to, places, jobs),
        ["one-stage", root, out, places] => one_stage(root, out, places),
        ["served", root, rounds] => served(root, rounds),
        ["reload", root, rounds] => reload(root, rounds),
        ["campaign", root, places, lessons] => {
            let number = |word: &str| word.parse().expect("a number");
            let size = super::campaign::Size {
                places: number(places),
                lessons: number(lessons),
                languages: 2,
            };
            super::campaign::write(Path::new(root), size).expect("a campaign");
            json!({})
        }
        _ => panic!("unknown child {words:?}"),
    };
    found["cpu_ms"] = json!((measure::own_cpu() - cpu).as_secs_f64() * 1e3);
    found["wall_ms"] = json!(clock.elapsed().as_secs_f64() * 1e3);
    found["peak_mb"] = json!(measure::own_peak_mb());
    println!("{found}");
}

fn request(root: &str, out: &str, formats: &str, jobs: &str) -> Request {
    Request {
        as_of: Some(DAY),
        formats: formats.split(',').map(str::to_owned).collect(),
        jobs: jobs.parse().expect("a number of jobs"),
        engine: 1,
        // Every place is made up.
        sample: true,
        ..Request::plain(root, out, TODAY)
    }
}

fn build_site(root: &str, out: &str, formats: &str, jobs: &str) -> Value {
    let mut report = Report::new();
    let mut sources = Sources::default();
    let request = request(root, out, formats, jobs);
    let summary = pipeline::build(&mut report, &mut sources, &request, &|_, _, _| {})
        .unwrap_or_else(|stop| {
            let errors = report.diagnostics().iter().filter(|d| d.level == Level::Error);
            let said: Vec<&str> = errors.map(|d| &*d.text.en).take(5).collect();
            panic!("{stop:?} {said:#?}")
        });
    json!({
        "pages": summary.pages, "leaflets": summary.leaflets,
        "written": summary.written, "skipped": summary.skipped, "removed": summary.removed,
    })
}

/// A file's name and bytes.
type Page = (String, Vec<u8>);

/// The reference: files of the same sizes, written by as many threads with plain calls. Only the
/// writing is measured; the bytes are read before.
fn write_same(from: &str, to: &str, places: &str, jobs: &str) {
    let places: usize = places.parse().expect("a number of places");
    let jobs: usize = jobs.parse().expect("a number of jobs");
    let folders: Vec<(String, Vec<Page>)> = ["vi", "en"]
        .into_iter()
        .map(|lang| {
            let folder = Path::new(from).join("site").join(lang).join(super::campaign::place(1));
            let mut files: Vec<Page> = fs::read_dir(folder)
                .expect("a folder of pages")
                .map(|entry| {
                    let path = entry.expect("an entry").path();
                    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                    (name, fs::read(&path).expect("a page"))
                })
                .collect();
            files.sort();
            (lang.to_owned(), files)
        })
        .collect();
    for (lang, _) in &folders {
        fs::create_dir_all(Path::new(to).join("site").join(lang)).expect("a folder");
    }
    let clock = Instant::now();
    let cpu = measure::own_cpu();
    let next = AtomicUsize::new(0);
    let written = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= places * folders.len() {
                        break;
                    }
                    let (lang, files) = &folders[at % folders.len()];
                    let place = super::campaign::place(at / folders.len());
                    let folder: PathBuf = Path::new(to).join("site").join(lang).join(place);
                    fs::create_dir(&folder).expect("a folder");
                    for (name, bytes) in files {
                        let mut file = File::create_new(folder.join(name)).expect("a file");
                        file.write_all(bytes).expect("bytes");
                    }
                    written.fetch_add(files.len(), Ordering::Relaxed);
                }
            });
        }
    });
    let found = json!({
        "cpu_ms": (measure::own_cpu() - cpu).as_secs_f64() * 1e3,
        "wall_ms": clock.elapsed().as_secs_f64() * 1e3,
        "written": written.load(Ordering::Relaxed), "peak_mb": measure::own_peak_mb(),
    });
    println!("{found}");
}

/// The site of some places without plates: every page rendered and minified for itself.
fn one_stage(root: &str, out: &str, places: &str) -> Value {
    let places: usize = places.parse().expect("a number of places");
    let mut report = Report::new();
    let mut sources = Sources::default();
    let files = Files::scan(Path::new(root)).expect("a campaign");
    let campaign = load::campaign(&mut report, &mut sources, &files).expect("a sound campaign");
    let selection = Selection {
        as_of: DAY,
        places: Vec::new(),
        langs: Vec::new(),
        formats: Vec::new(),
        sample: true,
        unreviewed: false,
    };
    let site = OneStage::new(&mut report, &campaign, &selection).expect("templates");
    let mut written = 0;
    for lang in campaign.languages(false) {
        for place in campaign.communes(DAY, true).into_iter().take(places) {
            let folder = Path::new(out).join("site").join(lang.as_str()).join(&place.id);
            fs::create_dir_all(&folder).expect("a folder");
            site.pages(lang, place, &mut |name, bytes| {
                fs::write(folder.join(name), bytes).expect("a page");
                written += 1;
            })
            .expect("pages");
        }
    }
    json!({ "written": written })
}

/// From a lesson that is saved to its page in the hands of a browser that waits for it: the system
/// tells of the file, an event tells the browser, which asks for the page over a new connection.
fn served(root: &str, rounds: &str) -> Value {
    let rounds: usize = rounds.parse().expect("a number of rounds");
    let lesson = super::campaign::lesson_folder(Path::new(root), 8).join("lesson.vi.md");
    let page = format!("/vi/{}/{}.html", super::campaign::place(1), super::campaign::lesson(8));
    let text = fs::read_to_string(&lesson).expect("a lesson");
    let request = request(root, "unused", "web", "1");
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let options = Options { port: Some(0), poll: false, lan: None, tongue: Tongue::En };
        serve::run(request, &options, Box::new(|_| {}), |address| {
            sender.send(address).expect("somebody waits");
        })
    });
    let address = receiver.recv().expect("a server");
    let mut events = ask(address, "/_loa/events");
    let mut status = next(&mut events);
    let number = |status: &Value, key: &str| status[key].as_u64().expect("a number");
    let mut took: Vec<f64> = (0..rounds)
        .map(|round| {
            // Authors read what they wrote before they save again.
            while number(&status, "checked") < number(&status, "version") {
                status = next(&mut events);
            }
            let before = number(&status, "pages");
            let words = format!("Câu số {round} của bài.");
            fs::write(&lesson, text.replacen("{#why}\n", &format!("{{#why}}\n\n{words}\n"), 1))
                .expect("a lesson");
            let clock = Instant::now();
            while number(&status, "pages") == before {
                status = next(&mut events);
            }
            let mut html = String::new();
            ask(address, &page).read_to_string(&mut html).expect("a page");
            let took = clock.elapsed();
            assert!(html.contains(&words), "the page of before");
            took.as_secs_f64() * 1e3
        })
        .collect();
    fs::write(&lesson, text).expect("a lesson");
    took.sort_by(f64::total_cmp);
    json!({ "p90_ms": took[(rounds * 9).div_ceil(10) - 1], "p50_ms": took[rounds / 2] })
}

fn ask(address: SocketAddr, path: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .expect("a request");
    BufReader::new(stream)
}

/// The next event.
fn next(events: &mut BufReader<TcpStream>) -> Value {
    loop {
        let mut line = String::new();
        assert!(events.read_line(&mut line).expect("an event") > 0, "the server went away");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).expect("JSON");
        }
    }
}

/// From a saved lesson to its checked campaign and its plates, all loaded again: what a preview
/// without any memory of the last round would take.
fn reload(root: &str, rounds: &str) -> Value {
    let rounds: usize = rounds.parse().expect("a number of rounds");
    let lesson = super::campaign::lesson_folder(Path::new(root), 9).join("lesson.vi.md");
    let text = fs::read_to_string(&lesson).expect("a lesson");
    let mut took: Vec<f64> = (0..rounds)
        .map(|round| {
            fs::write(
                &lesson,
                format!("{text}\n<!-- -->\n").replace("<!-- -->", &format!("Câu {round}.")),
            )
            .expect("a lesson");
            let clock = Instant::now();
            let mut report = Report::new();
            let mut sources = Sources::default();
            let request = request(root, "unused", "web", "1");
            pipeline::check(&mut report, &mut sources, &request).expect("a sound campaign");
            clock.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    fs::write(&lesson, text).expect("a lesson");
    took.sort_by(f64::total_cmp);
    json!({ "p90_ms": took[(rounds * 9).div_ceil(10) - 1], "p50_ms": took[rounds / 2] })
}
