//! The figures, one function a row. Each prints what it saw and tells whether it holds.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use super::{
    campaign::{self, Size},
    measure::{Found, child, children_cpu, empty, median},
};

/// Lessons of a campaign of which a thousand places make a hundred thousand pages.
const LESSONS: usize = 45;

/// Where campaigns and outputs lie. They are large and are taken away at the end.
struct Ground {
    root: PathBuf,
}

impl Ground {
    fn new(folder: Option<&str>) -> Self {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let root = folder.map_or(target, Path::new).join("loa-figures");
        empty(&root);
        Self { root }
    }

    fn path(&self, name: &str) -> String {
        self.root.join(name).to_string_lossy().into_owned()
    }

    fn campaign(&self, name: &str, size: Size) -> String {
        let path = self.root.join(name);
        empty(&path);
        campaign::write(&path, size).expect("a campaign");
        self.path(name)
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn build(root: &str, out: &str, formats: &str) -> Found {
    child(&["build", root, out, formats, &jobs()])
}

fn jobs() -> String {
    thread::available_parallelism().map_or(1, usize::from).min(8).to_string()
}

/// What is seen beside what is asked.
struct Board {
    missed: usize,
}

impl Board {
    fn row(&mut self, what: &str, seen: String, asked: &str, holds: bool) {
        println!("{} {what}: {seen} (asked: {asked})", if holds { "ok  " } else { "MISS" });
        self.missed += usize::from(!holds);
    }

    fn most(&mut self, what: &str, seen: f64, most: f64, unit: &str) {
        self.row(
            what,
            format!("{seen:.2} {unit}"),
            &format!("at most {most} {unit}"),
            seen <= most,
        );
    }

    fn least(&mut self, what: &str, seen: f64, least: f64, unit: &str) {
        self.row(
            what,
            format!("{seen:.1} {unit}"),
            &format!("at least {least} {unit}"),
            seen >= least,
        );
    }

    fn equal(&mut self, what: &str, seen: usize, expected: usize) {
        self.row(what, seen.to_string(), &expected.to_string(), seen == expected);
    }
}

/// Adds a sentence to a lesson in the first language, with a word that no other lesson has: what is
/// searched changes too.
fn edit(root: &str, number: usize, word: &str) {
    let path = campaign::lesson_folder(Path::new(root), number).join("lesson.vi.md");
    let text = fs::read_to_string(&path).expect("a lesson");
    fs::write(path, format!("{text}\nThêm {word}.\n")).expect("a lesson");
}

/// Every figure at full size.
pub fn figures(places: usize, rounds: usize, folder: Option<&str>) -> usize {
    let ground = Ground::new(folder);
    let mut board = Board { missed: 0 };
    let size = Size { places, lessons: LESSONS, languages: 2 };
    let root = ground.campaign("campaign", size);
    println!("{} pages of {places} places, {} threads, {rounds} rounds", size.pages(), jobs());

    let out = ground.path("out");
    let same = ground.path("same");
    let mut ratios = Vec::new();
    let mut clean = Vec::new();
    let mut peaks = Vec::new();
    for _ in 0..rounds {
        empty(Path::new(&out));
        let built = build(&root, &out, "web");
        empty(Path::new(&same));
        let jobs = jobs();
        let wrote = child(&["write", &out, &same, &(places + 1).to_string(), &jobs]);
        println!(
            "     {:.1} µs of CPU a page; the same bytes with plain calls {:.1} µs",
            built.number("cpu_ms") * 1e3 / built.number("pages"),
            wrote.number("cpu_ms") * 1e3 / wrote.number("written"),
        );
        ratios.push(
            built.number("cpu_ms")
                / built.number("written")
                / (wrote.number("cpu_ms") / wrote.number("written")),
        );
        clean.push(built.number("cpu_ms"));
        peaks.push(built.number("peak_mb"));
    }
    empty(Path::new(&same));
    let clean = median(clean);
    board.most("new files, against the same bytes written plainly", median(ratios), 1.15, "×");
    let peak = median(peaks);
    board.most("memory", peak, 64.0, "MB");

    let again = build(&root, &out, "web");
    board.equal("nothing changed, files written", again.count("written"), 0);
    let waits = (0..5).map(|_| build(&root, &out, "web").number("wall_ms")).collect();
    board.most("nothing changed, time", median(waits), 50.0, "ms");

    let mut ones = Vec::new();
    for round in 0..rounds {
        edit(&root, 9, &format!("khuấp{round}"));
        let one = build(&root, &out, "web");
        ones.push(one.number("cpu_ms"));
        if round == 0 {
            board.equal("one lesson changed, files written", one.count("written"), places + 4);
        }
    }
    let one = median(ones);
    println!("     one lesson changed: {one:.0} ms of CPU; a clean build: {clean:.0} ms");
    board.most("one lesson changed, of a clean build", one / clean * 100.0, 5.0, "%");

    // What the disk asks for a file is the first row; here files lie in memory, where there is such
    // a disk, or its price hides the difference.
    let memory = Path::new("/dev/shm");
    let fast = memory.is_dir().then(|| Ground::new(memory.to_str()));
    let fast = |name: &str| fast.as_ref().unwrap_or(&ground).path(name);
    let some = (places / 20).max(1).to_string();
    let a_page = |of: &dyn Fn(&str) -> Found, name: &str| {
        let runs = (0..rounds).map(|_| {
            let out = fast(name);
            empty(Path::new(&out));
            let run = of(&out);
            run.number("cpu_ms") / run.number("written")
        });
        median(runs.collect())
    };
    let single = a_page(&|out| child(&["one-stage", &root, out, &some]), "single");
    let two = a_page(&|out| build(&root, out, "web"), "two");
    board.least("pages in one stage, against two", single / two, 10.0, "×");

    empty(Path::new(&same));
    empty(Path::new(&out));
    let large = Size { places: places * 3, ..size };
    let root = ground.campaign("campaign", large);
    let built = build(&root, &out, "web");
    println!("     {} pages", large.pages());
    board.most("memory with three times the places", built.number("peak_mb") / peak, 1.10, "×");
    let served = child(&["served", &root, "50"]);
    println!(
        "     served: {:.1} ms p50, {:.0} MB",
        served.number("p50_ms"),
        served.number("peak_mb")
    );
    board.most("save to served, p90", served.number("p90_ms"), 10.0, "ms");
    let reload = child(&["reload", &root, "20"]);
    println!(
        "     the whole campaign loaded, checked and tried out again, which follows when it is \
         quiet: {:.0} ms p90",
        reload.number("p90_ms")
    );
    empty(Path::new(&out));
    leaflets(&ground, &mut board);
    layouts(&ground, &mut board);
    board.missed
}

/// Every layout of the base theme for as many communes as a province has: each alone, then all in
/// one run, with the files that hold all sheets of a layout for a place.
fn layouts(ground: &Ground, board: &mut Board) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/base/print");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the base theme")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "typ"))
        .filter(|path| fs::read_to_string(path).expect("a layout").starts_with("// loa: layout"))
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let root = ground.campaign("campaign", Size { places: 40, lessons: 8, languages: 2 });
    let out = ground.path("out");
    let mut apart = 0.0;
    for name in &names {
        empty(Path::new(&out));
        let built = build(&root, &out, name);
        apart += built.number("leaflets");
        println!(
            "     {name}: {} sheets, {:.1} ms of CPU each, {:.0} MB",
            built.count("leaflets"),
            built.number("cpu_ms") / built.number("leaflets"),
            built.number("peak_mb")
        );
    }
    empty(Path::new(&out));
    let built = build(&root, &out, &names.join(","));
    println!(
        "     {} layouts of 40 places: {} sheets in {:.0} s of CPU, {:.0} s by the clock",
        names.len(),
        built.count("leaflets"),
        built.number("cpu_ms") / 1e3,
        built.number("wall_ms") / 1e3
    );
    board.equal("all layouts in one run, sheets", built.count("leaflets"), apart as usize);
    board.most("memory of all layouts", built.number("peak_mb"), 120.0, "MB");
    let again = build(&root, &out, &names.join(","));
    board.equal("nothing changed, sheets written", again.count("written"), 0);
}

/// Tri-folds: time and memory of many, and a browser printing the page instead.
fn leaflets(ground: &Ground, board: &mut Board) {
    let few = ground.campaign("campaign", Size { places: 37, lessons: 8, languages: 2 });
    let out = ground.path("out");
    let small = build(&few, &out, "trifold");
    let bytes = largest_pdf(&Path::new(&out).join("site"));
    board.most("largest tri-fold", bytes as f64 / 1e3, 150.0, "kB");
    empty(Path::new(&out));
    let many = ground.campaign("campaign", Size { places: 374, lessons: 8, languages: 2 });
    let large = build(&many, &out, "trifold");
    println!("     {} leaflets, then {}", small.count("leaflets"), large.count("leaflets"));
    empty(Path::new(&out));
    let again = build(&many, &out, "trifold");
    // What else the machine does only adds.
    let least = large.number("cpu_ms").min(again.number("cpu_ms"));
    let more = large.number("leaflets") - small.number("leaflets");
    let each = (least - small.number("cpu_ms")) / more;
    board.most("a tri-fold", each, 8.0, "ms of CPU");
    board.most("memory of 3,000 tri-folds", large.number("peak_mb"), 120.0, "MB");
    empty(Path::new(&out));
    build(&few, &out, "web");
    match browser_print(Path::new(&out)) {
        Some(browser) => board.least("a browser printing the page", browser / each, 15.0, "×"),
        None => board.row(
            "a browser printing the page",
            "no chromium on this machine".to_owned(),
            "at least 15 ×",
            false,
        ),
    }
}

fn largest_pdf(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                largest_pdf(&path)
            } else if path.extension().is_some_and(|ending| ending == "pdf") {
                entry.metadata().map_or(0, |data| data.len())
            } else {
                0
            }
        })
        .max()
        .unwrap_or(0)
}

/// Milliseconds of CPU in which a browser prints the twin of a leaflet.
fn browser_print(out: &Path) -> Option<f64> {
    let page = out.join("site").join("vi").join(campaign::place(1)).join("eyes-on.html");
    let target = out.join("twin.pdf");
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let print = |name: &str| {
        Command::new(name)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
            .arg(format!("--print-to-pdf={}", target.display()))
            .arg(format!("file://{}", page.display()))
            .output()
            .is_ok_and(|run| run.status.success())
    };
    let name = names.into_iter().find(|name| print(name))?;
    let before = children_cpu();
    let rounds = 3;
    for _ in 0..rounds {
        assert!(print(name), "{name} prints");
    }
    Some((children_cpu() - before).as_secs_f64() * 1e3 / f64::from(rounds))
}

/// The same work at a size that takes seconds, counted and not timed.
pub fn count() -> usize {
    let ground = Ground::new(None);
    let mut board = Board { missed: 0 };
    let places = 12;
    let size = Size { places, lessons: 9, languages: 3 };
    let root = ground.campaign("campaign", size);
    let out = ground.path("out");

    let built = build(&root, &out, "web");
    // Beside the folders of places: choosers and safety pages, the top page and the 404.
    board.equal("pages", built.count("pages"), size.pages() + 3 * size.languages + 2);
    let again = build(&root, &out, "web");
    board.equal("nothing changed, files written", again.count("written"), 0);
    board.equal("nothing changed, files removed", again.count("removed"), 0);

    edit(&root, 8, "khuấp");
    let one = build(&root, &out, "web");
    board.equal(
        "one lesson changed: its pages, what is searched, what may be kept and the manifest",
        one.count("written"),
        places + 4,
    );

    campaign::remove_place(Path::new(&root), places - 3).expect("places");
    let fewer = build(&root, &out, "web");
    board.equal(
        "one place gone: its pages are removed",
        fewer.count("removed"),
        size.files_of_a_place(),
    );

    let same = ground.path("same");
    let wrote = child(&["write", &out, &same, "3", "2"]);
    board.equal("the reference writes", wrote.count("written"), 3 * 2 * 15);
    let single = child(&["one-stage", &root, &ground.path("single"), "2"]);
    board.equal("one stage writes", single.count("written"), 2 * 3 * 15);

    // Panics if the page that is asked for after a save is the one of before.
    let served = child(&["served", &root, "3"]);
    board.equal("saves served", usize::from(served.number("p90_ms") > 0.0), 1);

    let size = Size { languages: 2, ..size };
    let root = ground.campaign("campaign", size);
    let out = ground.path("sheets");
    let sheets = build(&root, &out, "copier");
    board.equal("sheets", sheets.count("leaflets"), (places + 1) * size.lessons * size.languages);
    let again = build(&root, &out, "copier");
    board.equal("nothing changed, sheets written", again.count("written"), 0);
    board.missed
}
