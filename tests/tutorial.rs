//! The tutorial and the recipes are walked as they stand, from an empty folder:
//!
//! - each line `$ …` of a `console` block is typed, and what is said is what stands below it, where
//!   a line `...` is any number of lines; `console 1` is a block whose last command finds mistakes;
//! - a `diff` block with a path is an edit of that file: lines with `-` (and those without a mark)
//!   are found once and replaced;
//! - a `csv` block with a workbook and a sheet is what somebody fills in: into the row of its first
//!   cell where there is one, else into the first empty row;
//! - a `docx` block with a path is a Word file: a line a paragraph, `# ` before the title, `## `
//!   before a heading;
//! - any other block with a path is a file that somebody writes;
//! - a comment `there: PATH` holds that there is such a file now;
//! - a `text` block is for readers alone: what another machine does.
//!
//! `SNAPSHOTS=overwrite cargo test --test tutorial` writes what is said now; read it in the diff.
//! `WALKED=FOLDER` keeps what became of each text there, for its pictures.

#![expect(clippy::disallowed_methods, reason = "a test writes a campaign as an author would")]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use calamine::{Reader, Xlsx};

const DAY: &str = "2026-11-23";

fn here(path: &str) -> PathBuf {
    path.split('/').fold(PathBuf::from(env!("CARGO_MANIFEST_DIR")), |path, part| path.join(part))
}

#[test]
fn in_english_the_first_hour_ends_as_it_says_and_the_recipes_go_on_from_there() {
    walk("en", ["docs/en/first-hour.md", "docs/en/recipes.md"]);
}

#[test]
fn the_first_hour_ends_as_it_says_and_the_recipes_go_on_from_there() {
    walk("vi", ["docs/vi/gio-dau-tien.md", "docs/vi/cong-thuc.md"]);
}

fn walk(tongue: &'static str, books: [&str; 2]) {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().canonicalize().expect("a folder");
    let mut walk = Walk { at: home.clone(), home, tongue };
    for book in books {
        walk.book(book);
        if let Ok(target) = std::env::var("WALKED") {
            copy(&walk.at, &Path::new(&target).join(Path::new(book).file_stem().expect("a name")));
        }
    }
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

/// Where a text leads: what stands in `](…)` and is no address elsewhere.
fn links(text: &str) -> Vec<&str> {
    let ends = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    ends.filter(|link| !link.contains(':') && !link.contains("[[")).collect()
}

/// The end of an address that leads to a heading, as code hosts make it.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn what_the_texts_lead_to_is_there() {
    let mut found = 0;
    for folder in ["docs/vi", "docs/en"] {
        for entry in fs::read_dir(here(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|ending| ending != "md") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a text");
            // What stands in an example leads from a lesson.
            let prose: String = text.split("```").step_by(2).collect();
            for link in links(&prose) {
                found += 1;
                let (file, end) = link.split_once('#').unwrap_or((link, ""));
                let target = if file.is_empty() { path.clone() } else { here(folder).join(file) };
                assert!(target.exists(), "{}: no {link}", path.display());
                if !end.is_empty() {
                    let target = fs::read_to_string(&target).expect("a text");
                    let headings = target.lines().filter(|line| line.starts_with('#'));
                    let there = headings.map(anchor).any(|anchor| anchor == end);
                    assert!(there, "{}: no heading {link}", path.display());
                }
            }
        }
    }
    assert!(found > 10, "only {found} links were found");
}

/// Somebody at a terminal.
struct Walk {
    /// The empty folder in which it began.
    home: PathBuf,
    /// Where it stands now.
    at: PathBuf,
    /// The language in which it is spoken to.
    tongue: &'static str,
}

impl Walk {
    /// Does all that a text says, in its order.
    fn book(&mut self, book: &str) {
        let text = fs::read_to_string(here(book)).expect("the text");
        let (mut now, mut typed) = (String::new(), 0);
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            now.push_str(&format!("{line}\n"));
            if let Some(path) = line.strip_prefix("<!-- there: ") {
                let path = self.path(path.trim_end_matches(" -->"));
                assert!(path.is_file(), "{book}: there is no {}", path.display());
            }
            let fence: String = line.chars().take_while(|c| *c == '`').collect();
            if fence.len() < 3 {
                continue;
            }
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
            let words: Vec<&str> = line[fence.len()..].splitn(3, ' ').collect();
            let whole: String = body.iter().flat_map(|line| [*line, "\n"]).collect();
            match words.as_slice() {
                ["console"] | ["console", "1"] => {
                    typed += 1;
                    now.push_str(&self.console(book, &body, words.len() > 1));
                }
                [kind, rest @ ..] => {
                    match (*kind, rest) {
                        ("text", []) => {}
                        ("diff", [path]) => self.change(path, &whole),
                        ("csv", [path, sheet]) => self.fill(path, sheet, &body),
                        ("docx", [path]) => self.word(path, &body),
                        (_, [path]) => self.write(path, &whole),
                        _ => panic!("{book}: nobody walks the block `{line}`"),
                    }
                    now.push_str(&whole);
                }
                [] => unreachable!("a split gives one part or more"),
            }
            now.push_str(&format!("{fence}\n"));
        }
        assert!(typed > 3, "{book}: only {typed} blocks are typed");
        if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
            fs::write(here(book), now).expect("the text");
        }
    }

    /// A path as it is written in the text.
    fn path(&self, path: &str) -> PathBuf {
        path.split(['/', '\\']).fold(self.at.clone(), |path, part| path.join(part))
    }

    /// Types the commands of a block, and gives it with what was said.
    fn console(&mut self, book: &str, body: &[&str], fails: bool) -> String {
        let mut now = String::new();
        let mut at = 0;
        while let Some(command) = body.get(at).and_then(|line| line.strip_prefix("$ ")) {
            let next = body.iter().skip(at + 1).position(|line| line.starts_with("$ "));
            let end = next.map_or(body.len(), |next| at + 1 + next);
            let wanted = &body[at + 1..end];
            let (code, said) = self.run(command);
            let expected = i32::from(fails && end == body.len());
            assert_eq!(code, expected, "{book}: `{command}` said:\n{said}");
            now.push_str(&format!("$ {command}\n"));
            let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite");
            let said_lines: Vec<&str> = said.lines().collect();
            if is_said(wanted, &said_lines) {
                now.extend(wanted.iter().flat_map(|line| [*line, "\n"]));
            } else {
                assert!(overwrite, "{book}: `{command}` said:\n{said}\n---\n{}", wanted.join("\n"));
                now.push_str(&said);
            }
            at = end;
        }
        assert_eq!(at, body.len(), "{book}: a console block opens with `$ …`");
        now
    }

    /// Runs a command; gives its exit code and what it said, without what differs between machines.
    fn run(&mut self, command: &str) -> (i32, String) {
        let mut words = command.split(' ');
        let program = words.next().unwrap_or_default();
        if program == "cd" {
            self.at = self.path(words.next().expect("a folder"));
            assert!(self.at.is_dir(), "no folder {}", self.at.display());
            return (0, String::new());
        }
        assert_eq!(program, "loa", "`{command}` is not typed by this test");
        let mut arguments = quoted(command, ' ');
        arguments.remove(0);
        let [first, second] = [0, 1].map(|at| arguments.get(at).map_or("", String::as_str));
        let dated = match first {
            "build" | "check" | "serve" | "status" => true,
            "export" => second == "places",
            "import" => second == "translations",
            "new" => ["campaign", "lesson"].contains(&second),
            _ => false,
        };
        if dated {
            arguments.extend(["--as-of".to_owned(), DAY.to_owned()]);
        }
        let mut loa = Command::new(env!("CARGO_BIN_EXE_loa"));
        loa.args(&arguments).current_dir(&self.at).env("LOA_MESSAGES", self.tongue);
        if arguments.first().is_some_and(|word| word == "serve") {
            return (0, self.plain(&served(loa)));
        }
        let run = loa.stdin(Stdio::null()).output().expect("the program runs");
        let said = String::from_utf8([run.stderr, run.stdout].concat()).expect("letters");
        (run.status.code().expect("an exit code"), self.plain(&said))
    }

    /// What is said, with `…` for the folder, its path as on every system, and no measured time.
    fn plain(&self, said: &str) -> String {
        let said = said.replace(&self.home.display().to_string(), "…").replace('\\', "/");
        said.lines().flat_map(|line| [timeless(line), "\n".to_owned()]).collect()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Writes a Word file.
    fn word(&self, path: &str, lines: &[&str]) {
        let paragraph = |line: &&str| {
            let (style, text) = match line.split_once(' ') {
                Some(("#", text)) => ("Title", text),
                Some(("##", text)) => ("Heading1", text),
                _ => ("", *line),
            };
            format!(
                "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
            )
        };
        let body: String = lines.iter().filter(|line| !line.is_empty()).map(paragraph).collect();
        let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        let file = fs::File::create(self.path(path)).expect("a file");
        let mut zip = zip::ZipWriter::new(file);
        let plain = zip::write::SimpleFileOptions::default();
        zip.start_file("word/document.xml", plain).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
        zip.finish().expect("an archive");
    }

    fn change(&self, path: &str, body: &str) {
        let without = |mark: char| -> String {
            let lines = body.lines().filter(|line| !line.starts_with(mark));
            lines.flat_map(|line| [line.get(1..).unwrap_or_default(), "\n"]).collect()
        };
        let (old, new) = (without('+'), without('-'));
        let text = fs::read_to_string(self.path(path)).expect("a file to edit");
        assert_eq!(text.matches(&old).count(), 1, "{path} does not hold exactly once:\n{old}");
        self.write(path, &text.replace(&old, &new));
    }

    /// Fills rows into a sheet: into the one that begins so, or below all. The first line names the
    /// columns.
    fn fill(&self, path: &str, sheet: &str, rows: &[&str]) {
        let mut old: Xlsx<_> = calamine::open_workbook(self.path(path)).expect("a workbook");
        let mut new = rust_xlsxwriter::Workbook::new();
        let mut filled = false;
        for name in old.sheet_names() {
            let range = old.worksheet_range(&name).expect("a sheet");
            let mut cells: Vec<Vec<String>> =
                range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
            if name == sheet {
                let (head, rows) = rows.split_first().expect("a head");
                let column = |title: &str| {
                    let found = cells[0].iter().position(|cell| cell == title);
                    found.unwrap_or_else(|| panic!("{sheet}: no `{title}` in {:?}", cells[0]))
                };
                let at: Vec<usize> = head.split(',').map(column).collect();
                for row in rows {
                    let filled = quoted(row, ',');
                    let there = cells.iter().position(|cells| cells[at[0]] == filled[0]);
                    let row = there.unwrap_or_else(|| {
                        cells.push(vec![String::new(); cells[0].len()]);
                        cells.len() - 1
                    });
                    assert_eq!(
                        filled.len(),
                        at.len(),
                        "{sheet}: a row has as many cells as its head"
                    );
                    at.iter().zip(filled).for_each(|(at, cell)| cells[row][*at] = cell);
                }
                filled = true;
            }
            let page = new.add_worksheet().set_name(&name).expect("a name");
            for (number, row) in (0..).zip(&cells) {
                for (column, cell) in (0..).zip(row) {
                    page.write_string(number, column, cell).expect("a cell");
                }
            }
        }
        assert!(filled, "{path} has no sheet {sheet}");
        new.save(self.path(path)).expect("a workbook");
    }
}

/// What stands between marks; what is in double quotes is one.
fn quoted(line: &str, between: char) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut within = false;
    for c in line.chars() {
        match (c, within) {
            ('"', _) => within = !within,
            (c, false) if c == between => words.push(String::new()),
            _ => words.last_mut().expect("a word").push(c),
        }
    }
    words
}

/// What `loa serve` says until it waits for a browser; then it is ended.
fn served(mut loa: Command) -> String {
    let words = ["--no-open", "--port", "0"];
    let mut child = loa.args(words).stdout(Stdio::piped()).spawn().expect("the program runs");
    let lines = BufReader::new(child.stdout.take().expect("its words")).lines();
    let mut said = String::new();
    for line in lines {
        said.push_str(&format!("{}\n", line.expect("a line")));
        if said.contains("Ctrl+C") {
            break;
        }
    }
    child.kill().and_then(|()| child.wait()).expect("it ends");
    let Some((before, after)) = said.split_once("127.0.0.1:") else { return said };
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{before}127.0.0.1:1111{rest}")
}

/// A line without the seconds that something took.
fn timeless(line: &str) -> String {
    let seconds = regex::Regex::new(r"\d+\.\d (giây|s)\.$").expect("a pattern");
    seconds.replace(line, "0.5 $1.").into_owned()
}

/// Whether lines are as wanted, where `...` is any number of lines.
fn is_said(wanted: &[&str], said: &[&str]) -> bool {
    match wanted {
        [] => said.is_empty(),
        ["...", rest @ ..] => (0..=said.len()).any(|skip| is_said(rest, &said[skip..])),
        [line, rest @ ..] => {
            let found = said.first().is_some_and(|found| same(line, found));
            found && is_said(rest, &said[1..])
        }
    }
}

/// Whether a line is as wanted, where `[..]` is any words.
fn same(wanted: &str, said: &str) -> bool {
    match wanted.trim_end().split_once("[..]") {
        Some((before, after)) => said.starts_with(before) && said.trim_end().ends_with(after),
        None => said.trim_end() == wanted.trim_end(),
    }
}
