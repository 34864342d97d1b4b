//! Many small sites: each case in `tests/sites` is one mistake (or none), and everything that the
//! program says of it in Vietnamese and in English.
//!
//! A case is one file, `NAME.md`, after the sentence that says the behaviour:
//!
//! - a `diff` block with a path changes that file of the site in `_minimal`: what stands on the
//!   lines with `-` (and those without a mark) is found once and replaced; with `+` alone, the lines
//!   are added at the end, and the file is made if need be; `@@` begins another change;
//! - a `copy` block makes a copy, under that name, of the folder that its line names;
//! - a `link` block makes a symbolic link of that name to where its line says;
//! - `NAME.in/`, if it is there, is copied over the site: pictures, and what is no text;
//! - each `console` block is a command, run in a fresh copy of that site, its exit code if it is
//!   not 0, and its output.
//!
//! `tests/slips.md` has many more slips in short: a change of that site, and the sentences that a
//! check says of it in Vietnamese.
//!
//! `SNAPSHOTS=overwrite cargo test --test sites` writes what is said now; read it in the diff.

#![expect(clippy::disallowed_methods, reason = "a test writes sites and reads what became of them")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use snapbox::{Assert, Data, IntoData};

/// Cases whose files no disk of Windows can hold, or no test there may make.
const NOT_ON_WINDOWS: [&str; 6] = [
    "a-file-name-that-is-no-text-is-reported",
    "a-link-that-leaves-the-campaign-is-reported",
    "a-link-to-a-folder-that-it-lies-in-is-reported",
    "an-output-that-is-no-folder-is-reported",
    "names-that-differ-in-capitals-alone-are-reported",
    "of-a-folder-that-is-a-link-only-that-is-reported",
];

const DAY: &str = "--as-of 2026-11-23";

fn sites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("sites")
}

fn cases() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(sites())
        .expect("the folder of cases")
        .filter_map(|entry| entry.expect("a case").file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".md").map(str::to_owned))
        .collect();
    names.sort();
    names
}

#[test]
fn every_site_is_answered_as_its_case_says() {
    let mut cases = cases();
    if cfg!(windows) {
        cases.retain(|name| !NOT_ON_WINDOWS.contains(&name.as_str()));
    }
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, |cores| 2 * cores.get());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(name) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(why) = Case::read(name).and_then(|case| case.verify()) {
                        wrong.lock().expect("a list").push(format!("{name}: {why}"));
                    }
                }
            });
        }
    });
    let mut wrong = wrong.into_inner().expect("a list");
    wrong.sort();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(cases.len() > 80, "only {} cases were found", cases.len());
}

#[test]
fn a_folder_of_input_belongs_to_a_case() {
    let cases = cases();
    for entry in fs::read_dir(sites()).expect("the folder of cases") {
        let name = entry.expect("an entry").file_name().into_string().expect("letters");
        let known = name.strip_suffix(".in").or(name.strip_suffix(".md"));
        assert!(
            name == "_minimal" || known.is_some_and(|case| cases.iter().any(|name| name == case)),
            "{name} belongs to no case"
        );
    }
}

// Sentences are the same on every system, and a program takes long to start under Wine.
#[cfg(not(windows))]
#[test]
fn every_slip_gives_its_sentence() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("slips.md");
    let text = fs::read_to_string(&path).expect("the slips");
    let parts: Vec<&str> = text.split("\n## ").collect();
    let next = AtomicUsize::new(1);
    let now: Vec<Mutex<String>> = parts.iter().map(|part| Mutex::new((*part).to_owned())).collect();
    let threads = std::thread::available_parallelism().map_or(2, |cores| 2 * cores.get());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let at = parts.iter().position(|known| known == part).expect("itself");
                    *now[at].lock().expect("a slip") = played(part);
                }
            });
        }
    });
    let now: Vec<String> = now.into_iter().map(|part| part.into_inner().expect("a slip")).collect();
    assert!(now.len() > 60, "only {} slips were found", now.len());
    let known = Data::read_from(&path, None).raw();
    Assert::new().action_env("SNAPSHOTS").eq(now.join("\n## ").into_data(), known);
}

/// A slip with what is said of it now.
#[cfg(not(windows))]
fn played(part: &str) -> String {
    let mut now = String::new();
    let slip = Case { name: "slip".to_owned(), pieces: pieces(part) };
    for piece in &slip.pieces {
        match piece {
            Piece::Text(text) => now.push_str(text),
            Piece::Block { fence, info, body } if info != "said" => {
                now.push_str(&format!("{fence}{info}\n{body}{fence}\n"));
            }
            Piece::Block { fence, .. } => {
                let said = slip.run(&format!("loa check {DAY} --messages vi"));
                let said = said.unwrap_or_else(|why| format!("{why}\n"));
                now.push_str(&format!("{fence}said\n{}{fence}\n", sentences(&said)));
            }
        }
    }
    now.trim_end().to_owned() + if part.ends_with('\n') { "\n" } else { "" }
}

/// Of what is said the sentences: what is wrong, where, and what to type.
#[cfg(not(windows))]
fn sentences(said: &str) -> String {
    let is_one = |line: &&str| {
        ["lỗi[", "cảnh báo[", "--> ", "= cách sửa:"]
            .iter()
            .any(|head| line.trim_start().starts_with(head))
    };
    let lines = said.lines().filter(is_one).flat_map(|line| [line.trim_start(), "\n"]);
    lines.collect()
}

/// A piece of a case: lines as they are, or a block with the words after its fence.
enum Piece {
    Text(String),
    Block { fence: String, info: String, body: String },
}

/// The pieces of a text.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let fence: String = line.chars().take_while(|c| *c == '`').collect();
        if fence.len() < 3 {
            pieces.push(Piece::Text(format!("{line}\n")));
            continue;
        }
        let info = line[fence.len()..].to_owned();
        let body = lines.by_ref().take_while(|line| *line != fence);
        let body = body.flat_map(|line| [line, "\n"]).collect();
        pieces.push(Piece::Block { fence, info, body });
    }
    pieces
}

struct Case {
    name: String,
    pieces: Vec<Piece>,
}

impl Case {
    fn read(name: &str) -> Result<Self, String> {
        let text = fs::read_to_string(sites().join(format!("{name}.md"))).expect("a case");
        let pieces = pieces(&text);
        match pieces.first() {
            Some(Piece::Text(title)) if title.starts_with("# ") && !title.trim().ends_with('.') => {
                Ok(Self { name: name.to_owned(), pieces })
            }
            _ => Err("a case opens with a sentence, `# …`".to_owned()),
        }
    }

    /// Makes the site of the case.
    fn make(&self, site: &Path) -> Result<(), String> {
        copy(&sites().join("_minimal"), site);
        let own = sites().join(format!("{}.in", self.name));
        if own.is_dir() {
            copy(&own, site);
        }
        for piece in &self.pieces {
            let Piece::Block { info, body, .. } = piece else { continue };
            match info.split_once(' ') {
                Some(("diff", path)) => change(&site.join(path), body)?,
                Some(("copy", path)) => copy(&site.join(body.trim()), &site.join(path)),
                Some(("link", path)) => link(body.trim(), &site.join(path)),
                None if ["console", "said"].contains(&info.as_str()) => {}
                _ => return Err(format!("the block `{info}` is not known")),
            }
        }
        unusual(&self.name, site);
        Ok(())
    }

    fn verify(&self) -> Result<(), String> {
        let mut now = String::new();
        let mut commands: [Vec<String>; 2] = Default::default();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => now.push_str(text),
                Piece::Block { fence, info, body } if info == "console" => {
                    let command = body.lines().next().and_then(|line| line.strip_prefix("$ "));
                    let command = command.ok_or("a console block opens with `$ loa …`")?;
                    let said = self.run(command)?;
                    now.push_str(&format!("{fence}{info}\n$ {command}\n{said}{fence}\n"));
                    for (list, tongue) in commands.iter_mut().zip(["vi", "en"]) {
                        if let Some(rest) = command.strip_suffix(&format!(" --messages {tongue}")) {
                            list.push(rest.to_owned());
                        }
                    }
                }
                Piece::Block { fence, info, body } => {
                    now.push_str(&format!("{fence}{info}\n{body}{fence}\n"));
                }
            }
        }
        if commands[0].is_empty() || commands[0] != commands[1] {
            return Err("each command is run with `--messages vi` and `--messages en`".to_owned());
        }
        let path = sites().join(format!("{}.md", self.name));
        Assert::new()
            .action_env("SNAPSHOTS")
            .try_eq(Some(&self.name), now.into_data(), Data::read_from(&path, None).raw())
            .map_err(|error| error.to_string())
    }

    /// Runs a command in a fresh copy of the site and gives its exit code and what it said.
    fn run(&self, command: &str) -> Result<String, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().canonicalize().expect("a folder").join("site");
        self.make(&site)?;
        let before = listing(&site);
        let Some(arguments) = command.strip_prefix("loa ").filter(|all| {
            all.contains(DAY)
                || ["import ", "new ", "sign ", "export translations "]
                    .iter()
                    .any(|command| all.starts_with(command))
        }) else {
            return Err(format!("`{command}` is not `loa … {DAY} …`"));
        };
        let mut run = Command::new(env!("CARGO_BIN_EXE_loa"));
        run.args(arguments.split(' ')).current_dir(&site).env_remove("LOA_MESSAGES");
        let run = output(&mut run);
        let said = [run.stderr, run.stdout].concat();
        let said = String::from_utf8(said).map_err(|_| "it said what is no text".to_owned())?;
        let said = untimed(&unplaced(&said, &site));
        let code = run.status.code().filter(|code| (0..=2).contains(code));
        let code = code.ok_or_else(|| format!("it ended with {:?}: {said}", run.status))?;
        if code != 0 && listing(&site) != before {
            return Err(format!("it failed and yet changed something: {said}"));
        }
        let code = if code == 0 { String::new() } else { format!("? {code}\n") };
        Ok(format!("{code}{said}"))
    }
}

/// What a program said. Where many start at once, Wine now and then says that one did not start (error
/// 1359, "internal error"), which has nothing to do with the program: it is started again.
fn output(run: &mut Command) -> Output {
    let mut tries = 0;
    loop {
        match run.output() {
            Err(error) if cfg!(windows) && error.raw_os_error() == Some(1359) && tries < 5 => {
                tries += 1;
            }
            said => return said.expect("the program runs"),
        }
    }
}

/// A build that ends tells how many seconds it took, in the last words of a line.
fn untimed(said: &str) -> String {
    let line = |line: &str| {
        let unit = [" s.\n", " giây.\n"].into_iter().find(|unit| line.ends_with(unit));
        let timed = unit.and_then(|unit| line.strip_suffix(unit)?.rsplit_once(' ').zip(Some(unit)));
        match timed {
            Some(((before, seconds), unit)) if seconds.parse::<f64>().is_ok() => {
                format!("{before} 0.0{unit}")
            }
            _ => line.to_owned(),
        }
    };
    said.split_inclusive('\n').map(line).collect()
}

/// What was said, without the folder of the site. Paths in it are written as on Unix.
fn unplaced(said: &str, site: &Path) -> String {
    let site = site.display().to_string();
    let said = said.replace(site.strip_prefix(r"\\?\").unwrap_or(&site), "[SITE]");
    if cfg!(windows) {
        let lines = said.split_inclusive('\n').map(|line| {
            let has_path = line.contains("[SITE]") || line.contains(r"campaign.yaml\");
            if has_path { line.replace('\\', "/") } else { line.to_owned() }
        });
        return lines.collect();
    }
    said
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file");
        }
    }
}

fn change(path: &Path, body: &str) -> Result<(), String> {
    let mut text = fs::read_to_string(path).unwrap_or_default();
    for hunk in body.split("@@\n") {
        let without = |mark: char| -> String {
            let lines = hunk.lines().filter(|line| !line.starts_with(mark));
            lines.flat_map(|line| [line.get(1..).unwrap_or_default(), "\n"]).collect()
        };
        let (old, new) = (without('+'), without('-'));
        if old.is_empty() {
            text.push_str(&new);
        } else if text.matches(&old).count() == 1 {
            text = text.replace(&old, &new);
        } else {
            return Err(format!("{} does not hold exactly once:\n{old}", path.display()));
        }
    }
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
    Ok(())
}

#[cfg(unix)]
fn link(target: &str, path: &Path) {
    std::os::unix::fs::symlink(target, path).expect("a link");
}

#[cfg(not(unix))]
fn link(target: &str, path: &Path) {
    // Links of Windows need a right that a test has not, so the file itself must do there.
    fs::write(path, target).expect("a file");
}

/// What neither a text nor a folder of a case can hold.
fn unusual(name: &str, site: &Path) {
    let lesson = site.join("content").join("packs").join("water").join("near");
    match name {
        "a-text-too-large-for-a-person-to-have-written-is-refused" => {
            let file = fs::OpenOptions::new().write(true).open(lesson.join("lesson.vi.md"));
            file.expect("the lesson").set_len(40 << 20).expect("a long file");
        }
        #[cfg(target_os = "linux")]
        "a-file-name-that-is-no-text-is-reported" => {
            use std::os::unix::ffi::OsStrExt;
            let name = std::ffi::OsStr::from_bytes(b"b\xe9.svg");
            fs::write(lesson.join(name), "").expect("a file");
        }
        _ => {}
    }
}

/// Every file below a folder, with its size.
fn listing(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let about = path.symlink_metadata().expect("an entry");
        if about.is_dir() {
            found.extend(listing(&path));
        }
        found.insert(path, if about.is_dir() { 0 } else { about.len() });
    }
    found
}
