//! The site as `loa serve` shows it: the same bytes as a build, behind plain HTTP, through
//! whatever happens to the files meanwhile.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{IpAddr, SocketAddr, TcpStream},
    path::Path,
    sync::mpsc,
    time::{Duration, Instant},
};

use loa::{
    diag::Tongue,
    serve::{self, Options, Preview, Said},
};
use serde_json::Value;

use crate::{
    disk, run,
    small::{Lesson, OnDisk, Place, Small},
};

/// Long enough for any machine; nothing waits for it where things work.
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn what_is_shown_is_what_is_built() {
    let mut small = Small::new("[web, copier, booklet]");
    small.lessons[1].only_in = Some("binh".to_owned());
    small.places[0].note = Some(("eyes-on".to_owned(), 1));
    small.hide();
    let disk = OnDisk::new(&small);
    let request = run::request(disk.root.path(), &disk.root.path().join("dist"));
    let built = run::clean(&request).expect("a sound campaign");
    let preview = Preview::new(request, Tongue::En, Box::new(|_| {}));
    preview.read_all();
    let mut compared = 0;
    for (name, bytes) in &built {
        let Some(path) =
            name.strip_prefix("site/").filter(|path| !name.ends_with('/') && !path.is_empty())
        else {
            continue;
        };
        // Every sheet is made alike, and each takes its time.
        if path.ends_with(".pdf") && !path.contains("/an/") {
            continue;
        }
        let answer = preview.answer(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.bytes == *bytes, "{path} differs");
        compared += 1;
    }
    assert!(compared > 70, "{compared} files");
    assert_eq!(preview.answer("vi/an/friend-in-water.html").status, 404, "made for another place");
    assert_eq!(preview.answer("vi/an").location.as_deref(), Some("/vi/an/"));
    assert_eq!(preview.answer("vi/").kind, "text/html; charset=utf-8");
}

/// A campaign on show in this process.
struct Shown {
    disk: OnDisk,
    small: Small,
    address: SocketAddr,
    /// What the terminal shows for other machines.
    codes: mpsc::Receiver<String>,
}

/// An answer of the server.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Shown {
    fn new(poll: bool) -> Self {
        Self::start(poll, None)
    }

    fn start(poll: bool, lan: Option<IpAddr>) -> Self {
        let small = Small::new("[web, copier]");
        let disk = OnDisk::new(&small);
        let request = run::request(disk.root.path(), &disk.root.path().join("dist"));
        let (sender, receiver) = mpsc::channel();
        let (invite, codes) = mpsc::channel();
        // It serves until the tests end.
        std::thread::spawn(move || {
            let options = Options { port: Some(0), poll, lan, tongue: Tongue::En };
            let tell = move |said: Said<'_>| {
                if let Said::Invite { code, .. } = said {
                    let _ = invite.send(code);
                }
            };
            serve::run(request, &options, Box::new(tell), |address| {
                sender.send(address).expect("somebody waits");
            })
        });
        let address = receiver.recv_timeout(PATIENCE).expect("a server");
        Self { disk, small, address, codes }
    }

    fn root(&self) -> &Path {
        self.disk.root.path()
    }

    /// Sends a request as it stands.
    fn raw(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|found| found == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        let host = self.address;
        self.raw(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    fn problems(&self) -> Value {
        let answer: Value = serde_json::from_slice(&self.get("/_loa/problems").body).expect("JSON");
        answer["problems"].clone()
    }

    fn listen(&self) -> Events {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let host = self.address;
        write!(stream, "GET /_loa/events HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("a request");
        let mut events = Events { lines: BufReader::new(stream), last: Value::Null };
        events.next();
        events
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        disk::write(self.root(), name, bytes);
    }

    fn lesson(&self) -> String {
        String::from_utf8(self.small.files()[LESSON].clone()).expect("letters")
    }
}

/// What an open page is told.
struct Events {
    lines: BufReader<TcpStream>,
    last: Value,
}

impl Events {
    fn next(&mut self) {
        // The server says from time to time that it is still there.
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < PATIENCE, "nothing happens; the last was {}", self.last);
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).expect("an event") > 0, "the server went away");
            if let Some(data) = line.strip_prefix("data: ") {
                self.last = serde_json::from_str(data.trim()).expect("JSON");
                return;
            }
        }
    }

    fn number(&self, key: &str) -> u64 {
        self.last[key].as_u64().expect("a number")
    }

    /// Waits until something holds.
    fn until(&mut self, holds: impl Fn(&Self) -> bool) {
        while !holds(self) {
            self.next();
        }
    }

    /// Waits until a page is as it should be; asks again only when told to.
    fn until_page(&mut self, shown: &Shown, path: &str, holds: impl Fn(&Answer) -> bool) {
        let told = |events: &Self| (events.number("version"), events.number("told"));
        let mut last = told(self);
        while !holds(&shown.get(path)) {
            self.until(|events| told(events) != last);
            last = told(self);
        }
    }

    fn until_words(&mut self, shown: &Shown, path: &str, words: &str) {
        self.until_page(shown, path, |page| page.status == 200 && page.text().contains(words));
    }
}

const LESSON: &str = "content/packs/drowning/eyes-on/lesson.vi.md";
const PAGE: &str = "/vi/an/eyes-on.html";

#[test]
fn only_this_machine_is_answered_and_nothing_but_the_site() {
    let shown = Shown::new(false);
    let ask = |host: &str| {
        shown.raw(&format!("GET {PAGE} HTTP/1.1\r\n{host}Connection: close\r\n\r\n")).status
    };
    let port = shown.address.port();
    for host in ["127.0.0.1", "localhost", "[::1]", &format!("localhost:{port}")] {
        assert_eq!(ask(&format!("Host: {host}\r\n")), 200, "{host}");
    }
    for host in ["loa.example", "127.0.0.1.loa.example", "127.0.0.2", "", "localhost:x"] {
        assert_eq!(ask(&format!("Host: {host}\r\n")), 421, "{host}");
    }
    assert_ne!(ask(""), 200, "no host");
    assert_ne!(ask("Host: localhost\r\nHost: loa.example\r\n"), 200, "two hosts");

    let other = shown.raw("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!(other.status, 405);
    let page = shown.get(PAGE);
    for header in ["no-store", "nosniff", "same-origin", "text/html; charset=utf-8"] {
        assert!(page.head.contains(header), "{header} in {}", page.head);
    }
    assert!(!page.head.contains("access-control"), "{}", page.head);
    assert!(page.text().contains("<script src=/_loa/bar.js data-version="));
    assert!(!shown.get("/vi/tables.html").text().contains("_loa"), "what the exit shows is plain");

    for path in [
        "/../campaign.yaml",
        "/%2e%2e/campaign.yaml",
        "/vi/../../campaign.yaml",
        "/vi/..%2f..%2fcampaign.yaml",
        "/vi/an/..%5c..%5ccampaign.yaml",
        "/campaign.yaml",
        "/content/facts.yaml",
        "/assets/",
        "/assets/../campaign.yaml",
        "//etc/passwd",
        "/vi/an/copier/",
        "/vi/an/copier/nothing.pdf",
        "/_loa/",
        "/_loa/../campaign.yaml",
    ] {
        let answer = shown.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.text().contains("languages:"), "{path}");
    }
    assert_eq!(shown.get("/%ff").status, 400);
    for path in ["/%5Ch.example", "/%09/h.example", "//h.example", "https://h.example"] {
        let page = shown.get(&format!("/_loa/narrow?path={path}")).text();
        assert!(page.contains("<a href=\"/\">"), "{path}: {page}");
    }
    assert_eq!(shown.get("/vi/an/copier/eyes-on.pdf").body[..5], *b"%PDF-");
    assert!(!shown.root().join("dist").exists(), "nothing is written");
}

#[test]
fn another_machine_comes_in_by_a_code_once() {
    let lan = "192.0.2.7".parse().expect("an address");
    let shown = Shown::start(false, Some(lan));
    let code = shown.codes.recv_timeout(PATIENCE).expect("a code");
    // By the name that other machines call it by, it is asked for the code from here too.
    let ask = |path: &str, cookie: &str| {
        let host = format!("192.0.2.7:{}", shown.address.port());
        shown.raw(&format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        ))
    };
    for path in ["/", PAGE, "/_loa/events", "/_loa/problems", "/_loa/bar.js", "/_loa/enter"] {
        let answer = ask(path, "loa=guess");
        assert_eq!(answer.status, 403, "{path}");
        assert!(answer.text().contains("<form action=/_loa/enter>"), "{path}");
    }
    assert_eq!(ask("/_loa/enter?code=WRONG", "").status, 403);
    let entered = ask(&format!("/_loa/enter?code={code}"), "");
    assert_eq!(entered.status, 303, "{}", entered.head);
    let cookie = entered.head.split("set-cookie: ").nth(1).expect("a cookie");
    assert!(cookie.contains("HttpOnly"), "{cookie}");
    let cookie = cookie.split(';').next().expect("a pair");
    assert_eq!(ask(PAGE, cookie).status, 200);
    assert_eq!(ask(&format!("/_loa/enter?code={code}"), "").status, 403, "it works once");
    let next = shown.codes.recv_timeout(PATIENCE).expect("a code for the next one");
    // Wrong ones make no new code, and whoever goes on typing them waits.
    for _ in 0..20 {
        ask("/_loa/enter?code=WRONG", "");
    }
    let last = ask("/_loa/enter?code=WRONG", "");
    assert_eq!(last.status, 429, "{}", last.head);
    assert!(last.head.contains("retry-after: ") && last.text().contains("Wait"), "{}", last.text());
    assert!(shown.codes.try_recv().is_err(), "another code is shown");
    assert_ne!(next, code);
    assert_eq!(ask(&format!("/_loa/enter?code={next}"), "").status, 429, "until the pause is over");
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(ask(&format!("/_loa/enter?code={next}"), "").status, 303);
}

#[test]
fn a_request_that_never_ends_is_let_go() {
    let shown = Shown::new(false);
    let mut half = TcpStream::connect(shown.address).expect("a connection");
    half.write_all(b"GET / HTTP/1.1\r\nHost: 127").expect("half a request");
    half.set_read_timeout(Some(PATIENCE)).expect("a limit");
    let begun = Instant::now();
    let mut answer = Vec::new();
    // It ends, with an answer or without one.
    let _ = half.read_to_end(&mut answer);
    assert!(begun.elapsed() < Duration::from_secs(30), "it hangs on");
    assert_eq!(shown.get(PAGE).status, 200);
}

#[test]
fn whoever_asks_and_reads_nothing_is_let_go() {
    let shown = Shown::new(false);
    let mut greedy = TcpStream::connect(shown.address).expect("a connection");
    greedy.set_write_timeout(Some(Duration::from_secs(1))).expect("a limit");
    let asked = format!("GET {PAGE} HTTP/1.1\r\nHost: {}\r\n\r\n", shown.address).repeat(100);
    let begun = Instant::now();
    let waits = [std::io::ErrorKind::WouldBlock, std::io::ErrorKind::TimedOut];
    // It takes no more questions when its answers are not taken, and then goes away.
    loop {
        match greedy.write_all(asked.as_bytes()) {
            Err(error) if !waits.contains(&error.kind()) => break,
            _ => assert!(begun.elapsed() < PATIENCE, "it hangs on"),
        }
    }
    assert_eq!(shown.get(PAGE).status, 200);
}

#[test]
fn without_the_code_there_is_one_answer_over_a_connection() {
    let shown = Shown::start(false, Some("192.0.2.7".parse().expect("an address")));
    let ask = |host: &str| {
        let one = format!("GET / HTTP/1.1\r\nHost: {host}:{}\r\n", shown.address.port());
        shown.raw(&format!("{one}\r\n{one}\r\n{one}Connection: close\r\n\r\n"))
    };
    let unknown = ask("192.0.2.7");
    assert_eq!(unknown.status, 403);
    assert!(unknown.head.contains("connection: close"), "{}", unknown.head);
    assert!(!unknown.text().contains("HTTP/1.1 403"), "there is another answer");
    assert_eq!(ask("127.0.0.1").text().matches("HTTP/1.1 200").count(), 2, "this machine may");
}

#[test]
fn what_is_wrong_in_one_file_hides_nothing_that_is_saved_in_another() {
    let shown = Shown::new(false);
    let mut events = shown.listen();
    let text = shown.lesson();
    let add = |words: &str| text.replacen("{#why}\n", &format!("{{#why}}\n\n{words}\n"), 1);
    let burns = "content/packs/injury/burns/lesson.vi.md";
    let wrong: [(&str, &[u8]); 5] = [
        (burns, b"---\ntitle: [\n---\n"),
        ("content/facts.yaml", b"- ["),
        ("content/places/units.csv", b"id,name\n"),
        ("campaign.yaml", b"title: [\n"),
        ("themes/base/web/lesson.html", b"{% block main %}"),
    ];
    let files = shown.small.files();
    for (number, (path, bytes)) in wrong.into_iter().enumerate() {
        shown.write(path, bytes);
        events.until(|events| events.number("errors") > 0);
        let other = shown.get("/vi/an/burns.html");
        assert_eq!(other.status, 200, "{path}");
        // Twice: the first may be read while the other one is looked at.
        for time in 0..2 {
            let words = format!("Câu {number} lần {time}.");
            let version = events.number("version");
            shown.write(LESSON, add(&words).as_bytes());
            events.until_words(&shown, PAGE, &words);
            events.until(|events| events.number("checked") > version);
            assert!(shown.get(PAGE).text().contains(&words), "{path}: it went away again");
            assert!(events.number("errors") > 0, "{path}: the error is forgotten");
        }
        let told = shown.problems()["list"].clone();
        let told = told.as_array().expect("a list");
        assert!(told.iter().any(|problem| problem["file"] == path), "{path}: {told:?}");
        assert!(shown.get("/vi/an/burns.html").text().contains("<h1"), "{path}");
        match files.get(path) {
            Some(bytes) => shown.write(path, bytes),
            None => fs::remove_file(disk::below(shown.root(), path)).expect("a file"),
        }
        events.until(|events| events.number("errors") == 0);
        assert!(shown.get(PAGE).text().contains(&format!("Câu {number} lần 1.")), "{path}: mended");
    }

    // A lesson that others need is gone; it stays until they do without it.
    let linked = add("Xem [bài bỏng](lesson:burns).");
    let version = events.number("version");
    shown.write(LESSON, linked.as_bytes());
    events.until_words(&shown, PAGE, "bài bỏng");
    events.until(|events| events.number("checked") > version);
    fs::remove_dir_all(shown.root().join("content/packs/injury/burns")).expect("a folder");
    events.until(|events| events.number("errors") > 0);
    assert_eq!(shown.get("/vi/an/burns.html").status, 200);
    shown.write(LESSON, add("Không dẫn đi đâu.").as_bytes());
    events.until(|events| events.number("errors") == 0);
    events.until_page(&shown, "/vi/an/burns.html", |page| page.status == 404);
}

/// A lesson with a sentence more, and a link to another.
fn linked(files: &disk::Tree, path: &str, words: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(files[path].clone()).expect("letters");
    let more = format!("{{#why}}\n\n{words} Xem [bài kia](lesson:{to}).\n");
    text.replacen("{#why}\n", &more, 1).into_bytes()
}

#[test]
fn an_error_that_follows_from_another_file_holds_no_file() {
    let mut small = Small::new("[web]");
    let ids = (0..24).map(|number| format!("bai-{number:02}")).collect::<Vec<_>>();
    small.lessons.extend(ids.iter().map(|id| Lesson::of_sample(0, id)));
    let files = small.files();
    let path = |id: &str| format!("content/packs/drowning/{id}/lesson.vi.md");
    let spoil = |small: &mut Small, words: &str, to: &str| {
        for id in &ids {
            small.spoilt.insert(path(id), linked(&files, &path(id), words, to));
        }
    };
    spoil(&mut small, "Lúc đầu.", "burns");
    let mut disk = OnDisk::new(&small);
    let request = run::request(disk.root.path(), &disk.root.path().join("dist"));
    let preview = Preview::new(request, Tongue::Vi, Box::new(|_| {}));
    preview.read_all();
    let page = |id: &str| {
        let answer = preview.answer(&format!("vi/an/{id}.html"));
        assert_eq!(answer.status, 200, "{id}");
        String::from_utf8(answer.bytes).expect("letters")
    };
    let all_say = |words: &str, link: bool| {
        for id in &ids {
            let page = page(id);
            assert!(page.contains(words), "{id} does not say {words}");
            assert_eq!(page.contains("bài kia</a>"), link, "{id}");
        }
    };
    all_say("Lúc đầu.", true);

    // Each of them leads to a lesson that is gone.
    let burns = small.lessons.iter().position(|lesson| lesson.id == "burns").expect("a lesson");
    let burns = small.lessons.remove(burns);
    spoil(&mut small, "Lúc sau.", "burns");
    disk.put(&small, false);
    preview.read_all();
    all_say("Lúc sau.", true);
    assert!(page("burns").contains("<h1"), "what is gone is as it was");
    small.lessons.push(burns);
    disk.put(&small, false);
    preview.read_all();

    // Each leads to a lesson that is new, and was never sound.
    small.lessons.push(Lesson::of_sample(1, "moi"));
    small.spoilt.insert(path("moi"), b"---\ntitle: [\n---\n".to_vec());
    spoil(&mut small, "Rồi thêm.", "moi");
    disk.put(&small, false);
    preview.read_all();
    all_say("Rồi thêm.", false);
    assert_eq!(preview.answer("vi/an/moi.html").status, 404);
    spoil(&mut small, "Và thêm nữa.", "moi");
    disk.put(&small, false);
    preview.read_all();
    all_say("Và thêm nữa.", false);
    small.spoilt.remove(&path("moi"));
    disk.put(&small, false);
    preview.read_all();
    all_say("Và thêm nữa.", true);
    assert_eq!(preview.answer("vi/an/moi.html").status, 200);

    // A pack that is new has a description that cannot be read.
    let pack = "content/packs/them/pack.yaml";
    small.spoilt.insert(pack.to_owned(), b"title: [".to_vec());
    let there = "content/packs/them/o-do/lesson.vi.md";
    small.spoilt.insert(there.to_owned(), files[&path(&ids[0])].clone());
    spoil(&mut small, "Cuối cùng.", "moi");
    disk.put(&small, false);
    preview.read_all();
    all_say("Cuối cùng.", true);
}

#[test]
fn what_the_system_does_not_tell_of_is_found_all_the_same() {
    let shown = Shown::new(false);
    let mut events = shown.listen();
    // The folder is another one than that which is watched, so nothing is reported of what is in it.
    let root = shown.root();
    let folder = root.join("content/packs/drowning/eyes-on");
    fs::rename(&folder, root.join("aside")).expect("a new name");
    events.until_page(&shown, PAGE, |page| page.status == 404);
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.join("aside"), &folder).expect("a link");
    #[cfg(not(unix))]
    fs::rename(root.join("aside"), &folder).expect("its name");
    events.until_page(&shown, PAGE, |page| page.status == 200);
    let words = "Không ai báo.";
    let new = shown.lesson().replacen("{#why}\n", &format!("{{#why}}\n\n{words}\n"), 1);
    disk::write(root, if cfg!(unix) { "aside/lesson.vi.md" } else { LESSON }, new.as_bytes());
    events.until_words(&shown, PAGE, words);
}

#[test]
fn pages_follow_a_saved_lesson_and_outlast_one_that_is_wrong() {
    for poll in [false, true] {
        let shown = Shown::new(poll);
        let mut events = shown.listen();
        let text = shown.lesson();
        let add = |words: &str| text.replacen("{#why}\n", &format!("{{#why}}\n\n{words}\n"), 1);
        shown.write(LESSON, add("Câu mới tinh.").as_bytes());
        events.until_words(&shown, PAGE, "Câu mới tinh.");
        let good = shown.get(PAGE).text();
        let after = good.split_once("data-version=").expect("a version").1;
        let version = after.split(' ').next().and_then(|digits| digits.parse().ok());
        let version: u64 = version.expect("a number");
        events.until(|events| events.number("checked") >= version);

        // Wrong in a way that only the rules find, so that it is on show for a moment.
        shown.write(LESSON, add("Xem [bài](lesson:nowhere).").as_bytes());
        events.until(|events| events.number("errors") > 0);
        let problem = &shown.problems()["list"][0];
        assert_eq!(problem["file"], LESSON);
        assert_eq!(problem["code"], "link-lesson");
        assert!(problem["line"].as_u64().expect("a line") > 10);
        assert!(problem["help"].as_str().is_some_and(|help| !help.is_empty()));
        let without_version = |page: &str| {
            let (before, after) = page.split_once("data-version=").expect("a script");
            format!("{before}{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
        };
        let still = shown.get(PAGE).text();
        assert!(without_version(&still) == without_version(&good), "the last good page stays");

        // Saved half-way: cut within the front matter, and within a letter.
        let bytes = text.as_bytes();
        let letter = text.find('ắ').expect("a letter of two bytes") + 1;
        for end in [0, 40, letter] {
            shown.write(LESSON, &bytes[..end]);
            events.until(|events| events.number("errors") > 0);
            assert!(shown.get(PAGE).text().contains("Câu mới tinh."), "cut at {end}");
        }
        shown.write(LESSON, add("Đã sửa xong.").as_bytes());
        events.until(|events| events.number("errors") == 0);
        assert!(shown.get(PAGE).text().contains("Đã sửa xong."));
    }
}

#[test]
fn a_leaflet_that_has_grown_too_long_is_reported_though_nobody_opens_it() {
    let shown = Shown::new(false);
    let mut events = shown.listen();
    let text = shown.lesson();
    let step = "1. **";
    let long = format!("1. **Mười câu. {}", "Thêm một câu vào bước này. ".repeat(60));
    shown.write(LESSON, text.replacen(step, &long, 1).as_bytes());
    events.until(|events| events.number("errors") > 0);
    let found = |shown: &Shown| {
        let list = shown.problems()["list"].clone();
        list.as_array().expect("a list").iter().any(|problem| {
            ["page-count", "panel-overflow"].contains(&problem["code"].as_str().unwrap_or_default())
                && problem["file"] == LESSON
        })
    };
    assert!(found(&shown), "{}", shown.problems());
    assert!(shown.get(PAGE).text().contains("Mười câu."), "the page shows what was saved");

    // Another lesson is saved: what is wrong with this one stays, and is not forgotten meanwhile.
    let other = shown
        .small
        .files()
        .into_iter()
        .find(|(path, _)| path.ends_with("lesson.vi.md") && path != LESSON);
    let (path, bytes) = other.expect("another lesson");
    let other = String::from_utf8(bytes).expect("letters");
    let version = events.number("version");
    shown.write(&path, other.replacen("{#why}\n", "{#why}\n\nBài khác.\n", 1).as_bytes());
    events.until(|events| {
        assert!(events.number("errors") > 0, "it is forgotten");
        events.number("checked") > version
    });
    assert!(found(&shown), "{}", shown.problems());

    shown.write(LESSON, text.as_bytes());
    events.until(|events| events.number("errors") == 0);
}

#[test]
fn what_is_removed_renamed_or_brought_back_is_followed() {
    let mut shown = Shown::new(false);
    let mut events = shown.listen();
    let root = shown.root().to_owned();

    // As a careful editor saves: beside it, then into its place.
    let new = shown.lesson().replacen("{#why}\n", "{#why}\n\nĐổi tên vào chỗ.\n", 1);
    shown.write("content/packs/drowning/eyes-on/.lesson.tmp", new.as_bytes());
    let folder = root.join("content/packs/drowning/eyes-on");
    fs::rename(folder.join(".lesson.tmp"), folder.join("lesson.vi.md")).expect("a new name");
    events.until_words(&shown, PAGE, "Đổi tên vào chỗ.");

    // A lesson moves to another address.
    fs::rename(&folder, root.join("content/packs/drowning/eyes-open")).expect("a new name");
    events.until_page(&shown, PAGE, |page| page.status == 404);
    assert_eq!(shown.get("/vi/an/eyes-open.html").status, 200);

    // A new folder is followed from its first file on.
    let moved = "content/packs/drowning/eyes-open/lesson.vi.md";
    shown.write(moved, new.replace("Đổi tên vào chỗ.", "Thư mục mới.").as_bytes());
    events.until_words(&shown, "/vi/an/eyes-open.html", "Thư mục mới.");

    // A place comes.
    shown.small.places.push(Place::new("dao", "Đảo"));
    shown.write("content/places/units.csv", &shown.small.files()["content/places/units.csv"]);
    events.until_page(&shown, "/vi/dao/index.html", |page| page.status == 200);

    // All of it goes, and comes back.
    fs::rename(root.join("content"), root.join("elsewhere")).expect("a new name");
    events.until(|events| events.number("errors") > 0);
    assert_eq!(shown.get("/vi/dao/index.html").status, 200, "the last good campaign stays");
    fs::rename(root.join("elsewhere"), root.join("content")).expect("its name");
    events.until(|events| events.number("errors") == 0);
    shown.write(moved, new.replace("Đổi tên vào chỗ.", "Vẫn theo dõi.").as_bytes());
    events.until_words(&shown, "/vi/an/eyes-open.html", "Vẫn theo dõi.");
}

#[test]
fn a_style_sheet_changes_without_a_reload() {
    let shown = Shown::new(false);
    let style = "themes/base/assets/style.css";
    shown.write(style, b"body{margin:1px}");
    let mut events = shown.listen();
    events.until(|events| events.number("pages") > 1);
    shown.write(style, b"body{margin:2px}");
    let pages = events.number("pages");
    events.until(|events| events.number("version") > pages);
    assert_eq!(events.number("pages"), pages, "no page changed");
    let now = events.last["styles"]["style.css"].as_str().expect("a path").to_owned();
    assert_eq!(shown.get(&format!("/{now}")).text(), "body{margin:2px}");
    assert!(shown.get(PAGE).text().contains(&now));
    // A page that was open before may still ask under the old name.
    assert_eq!(shown.get("/assets/style-00000000.css").text(), "body{margin:2px}");
}

#[test]
fn a_template_at_fault_keeps_the_page_that_was() {
    let shown = Shown::new(false);
    let home = "/vi/an/index.html";
    assert_eq!(shown.get(home).status, 200);
    let mut events = shown.listen();
    let template = "themes/base/web/place.html";
    let sample = fs::read_to_string(Path::new(crate::HERE).join(template)).expect("a template");
    // Sound to read, and at fault when a page is made.
    let block = "{% block main %}";
    let faulty = sample.replacen(block, &format!("{block}{{{{ nothing.there }}}}"), 1);
    shown.write(template, faulty.as_bytes());
    events.until(|events| events.number("errors") > 0);
    let page = shown.get(home);
    assert_eq!(page.status, 200);
    assert!(page.text().contains("An"), "the last good page");
    assert_eq!(shown.problems()["list"][0]["file"], template);
    shown.write(template, sample.as_bytes());
    events.until(|events| events.number("errors") == 0);
    assert_eq!(shown.get(home).status, 200);
}
