//! The reference for authors names all that the program knows and nothing else, and each of its
//! examples is right.
//!
//! What there is, the program says itself: asked for a name that cannot be, it lists those that
//! can. So no list here can differ from what is read.

#![expect(clippy::disallowed_methods, reason = "a test writes campaigns and reads the reference")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use loa::model::FieldPath;

const BOOKS: [&str; 2] = ["docs/vi/tham-khao.md", "docs/en/reference.md"];

/// Photographs beside the lesson of the smallest campaign.
const PHOTOGRAPHS: &str = "tests/sites/photographs-with-consent-have-nothing-to-tell.in";

/// A name and a word that nobody means.
const NONE: &str = "zzzzzzzzzzzz";

const LESSON: &str = "content/packs/water/near/lesson.vi.md";
/// How the line opens that parks a lesson.
const PARKED: &str = "parked: ";
const TRANSLATION: &str = "content/packs/water/near/lesson.en.md";

fn here(path: &str) -> PathBuf {
    path.split('/').fold(PathBuf::from(env!("CARGO_MANIFEST_DIR")), |path, part| path.join(part))
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

/// Files of a campaign by path; what is not here is as in the smallest one.
type Site = BTreeMap<String, String>;

/// What the program says of a site.
fn said(site: &Site) -> Vec<serde_json::Value> {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&here("tests/sites/_minimal"), folder.path());
    copy(&here("content/pictograms"), &folder.path().join("content").join("pictograms"));
    copy(&here(PHOTOGRAPHS), folder.path());
    copy(&here("content/protocols"), &folder.path().join("content").join("protocols"));
    for name in ["content/facts.yaml", "content/sources.yaml"] {
        let records = fs::read_to_string(here(name)).expect("records");
        let target = folder.path().join(name);
        let own = fs::read_to_string(&target).expect("records");
        fs::write(target, format!("{own}\n{records}")).expect("a file");
    }
    for (path, text) in site {
        let path = path.split('/').fold(folder.path().to_owned(), |path, part| path.join(part));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let run = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["check", "--report", "json", "--messages", "en", "--as-of", "2026-11-23"])
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    serde_json::from_slice(&run.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}", String::from_utf8_lossy(&run.stderr));
    })
}

/// The remedies that are reported for a code in a file.
fn remedies(site: &Site, code: &str, file: &str) -> Vec<(String, String)> {
    let word = |found: &serde_json::Value, key: &str| found[key].as_str().unwrap_or("").to_owned();
    said(site)
        .iter()
        .filter(|found| found["code"] == code && found["file"] == file)
        .map(|found| (word(found, "message"), word(found, "help")))
        .collect()
}

/// The names that a remedy lists after `start`.
fn listed(help: &str, start: &str) -> BTreeSet<String> {
    let names = help.strip_prefix(start).unwrap_or_else(|| panic!("no list: {help}"));
    // A part is listed with what it says: `do` what to do.
    let name = |item: &str| codes(item).into_iter().next().unwrap_or_else(|| item.to_owned());
    names.split(", ").map(name).collect()
}

/// Words that may stand for a name: none where any may.
type Names = BTreeMap<String, BTreeSet<String>>;

/// A mapping: its file, what stands around its lines, and lines without which it is not read whole.
struct Mapping {
    mark: &'static str,
    file: &'static str,
    around: fn(&str) -> String,
    with: &'static str,
}

fn indented(lines: &str, by: usize) -> String {
    let by = " ".repeat(by);
    lines.lines().flat_map(|line| [by.as_str(), line, "\n"]).collect()
}

fn front(lines: &str) -> String {
    format!("---\n{lines}---\n\n## Why {{#why}}\n")
}

/// Every mapping that a file of a campaign may hold.
const MAPPINGS: [Mapping; 17] = [
    Mapping { mark: "campaign.yaml", file: "campaign.yaml", around: str::to_owned, with: "" },
    Mapping {
        mark: "languages",
        file: "campaign.yaml",
        around: |lines| {
            let first = "languages:\n  - { code: vi, status: published }\n  -\n";
            format!("title: T\npacks: [water]\n{first}{}", indented(lines, 4))
        },
        with: "",
    },
    Mapping {
        mark: "print",
        file: "campaign.yaml",
        around: |lines| {
            let lines = indented(lines, 4);
            format!("title: T\nlanguages: [vi]\npacks: [water]\nprint:\n  -\n{lines}")
        },
        with: "",
    },
    Mapping {
        mark: "signers",
        file: "campaign.yaml",
        around: |lines| {
            let lines = indented(lines, 4);
            format!("title: T\nlanguages: [vi]\npacks: [water]\nsigners:\n  x:\n{lines}")
        },
        with: "",
    },
    Mapping {
        mark: "pack.yaml",
        file: "content/packs/water/pack.yaml",
        around: str::to_owned,
        with: "",
    },
    Mapping { mark: "lesson.vi.md", file: LESSON, around: front, with: "" },
    Mapping { mark: "lesson.en.md", file: TRANSLATION, around: front, with: "" },
    Mapping {
        mark: "figure",
        file: LESSON,
        around: |lines| front(&format!("figure:\n{}", indented(lines, 2))),
        with: "",
    },
    Mapping {
        mark: "review",
        file: LESSON,
        around: |lines| front(&format!("review:\n{}", indented(lines, 2))),
        with: "status: approved\nby: x\non: 2026-11-23\ndocument: x\nhash: x\n",
    },
    Mapping {
        mark: "facts.yaml",
        file: "content/facts.yaml",
        around: |lines| format!("example:\n{}", indented(lines, 2)),
        with: "",
    },
    Mapping {
        mark: "protocol",
        file: "content/facts.yaml",
        around: |lines| format!("protocol_example:\n{}", indented(lines, 2)),
        with: "kind: protocol\n",
    },
    Mapping {
        mark: "sign_off",
        file: "content/facts.yaml",
        around: |lines| {
            format!("signed:\n  kind: protocol\n  sign_off:\n    vi:\n{}", indented(lines, 6))
        },
        with: "",
    },
    Mapping {
        mark: "sources.yaml",
        file: "content/sources.yaml",
        around: |lines| format!("example:\n{}", indented(lines, 2)),
        with: "",
    },
    Mapping {
        mark: "pictures.yaml",
        file: "content/pictures.yaml",
        around: |lines| format!("packs/water/near/swim.jpg:\n{}", indented(lines, 2)),
        with: "",
    },
    Mapping {
        mark: "consent",
        file: "content/pictures.yaml",
        around: |lines| {
            let open = "packs/water/near/swim.jpg:\n  people: yes\n  consent:\n";
            format!("{open}{}", indented(lines, 4))
        },
        with: "",
    },
    Mapping {
        mark: "search.yaml",
        file: "content/search.yaml",
        around: |lines| format!("example:\n{}", indented(lines, 2)),
        with: "",
    },
    Mapping {
        mark: "phrase",
        file: "i18n/vi.yaml",
        around: |lines| format!("lessons_count:\n{}", indented(lines, 2)),
        with: "",
    },
];

/// Places where a mapping is read. Each needs its entry above: a lesson and its translation are read
/// in one place, a fact and a protocol too; the head of a printed layout has a reference of its own.
const READ: usize = MAPPINGS.len() - 2 + 1;

const TABLES: [&str; 4] = ["units.csv", "contacts.csv", "hazards.csv", "points.csv"];

/// A site with two languages, so that a translation is read, and one file of its own.
fn site(file: &str, text: String) -> Site {
    let campaign = "title: T\nlanguages: [vi, en]\npacks: [water]\n".to_owned();
    Site::from([("campaign.yaml".to_owned(), campaign), (file.to_owned(), text)])
}

/// The names that may stand in a mapping, each with the words it may have.
fn names_of(mapping: &Mapping) -> Names {
    let Mapping { mark, file, around, with } = mapping;
    let probe = site(file, around(&format!("{with}{NONE}: x\n")));
    let told = remedies(&probe, "field-unknown", file);
    let [(_, help)] = told.as_slice() else { panic!("{mark}: {told:?}") };
    let mut names: Names = listed(help, "the fields there are: ")
        .into_iter()
        .map(|name| (name, BTreeSet::new()))
        .collect();
    // Words that decide what else is read keep the word that opens the mapping.
    let typed: String = names
        .keys()
        .filter(|name| !with.lines().any(|line| line.starts_with(&format!("{name}:"))))
        .flat_map(|name| [name.as_str(), ": ", NONE, "\n"])
        .collect();
    let mut told = remedies(&site(file, around(&format!("{with}{typed}"))), "field-choice", file);
    if let Some((name, _)) = with.split_once(':').filter(|(name, _)| *name == "status") {
        let alone = site(file, around(&format!("{name}: {NONE}\n")));
        told.extend(remedies(&alone, "field-choice", file));
    }
    choices(&mut names, &told);
    names
}

fn choices(names: &mut Names, told: &[(String, String)]) {
    for (message, help) in told {
        let name = message.split('`').nth(1).unwrap_or_default();
        if let Some(words) = names.get_mut(name) {
            *words = listed(help, "choose one of: ");
        }
    }
}

/// The columns of a table, each with the words it may hold.
fn columns_of(table: &str) -> Names {
    let file = format!("content/places/{table}");
    let told = remedies(&site(&file, format!("{NONE}\n")), "column-unknown", &file);
    let [(_, help)] = told.as_slice() else { panic!("{table}: {told:?}") };
    let columns = listed(help, "the columns there are: ");
    let head: Vec<&str> = columns.iter().map(String::as_str).collect();
    let cell = |column: &&str| if column.ends_with("id") { "a-name" } else { NONE };
    let cells: Vec<&str> = head.iter().map(cell).collect();
    let probe = site(&file, format!("{}\n{}\n", head.join(","), cells.join(",")));
    let mut names = columns.iter().map(|name| (name.clone(), BTreeSet::new())).collect();
    choices(&mut names, &remedies(&probe, "field-choice", &file));
    names
}

/// What a lesson may hold, asked by a line that is wrong.
fn in_lesson(line: &str, code: &str, start: &str) -> BTreeSet<String> {
    let lesson = fs::read_to_string(here("tests/sites/_minimal").join(LESSON)).expect("a lesson");
    let told = remedies(&site(LESSON, format!("{lesson}\n{line}\n")), code, LESSON);
    let [(_, help)] = told.as_slice() else { panic!("{line}: {told:?}") };
    listed(help, start)
}

fn formats() -> BTreeSet<String> {
    let campaign = format!("title: T\nlanguages: [vi]\nformats: [{NONE}]\npacks: [water]\n");
    let told = remedies(&site("campaign.yaml", campaign), "name-unknown", "campaign.yaml");
    let [(_, help)] = told.as_slice() else { panic!("formats: {told:?}") };
    listed(help, "there are: ")
}

fn alerts() -> BTreeSet<String> {
    let lesson = fs::read_to_string(here("tests/sites/_minimal").join(LESSON)).expect("a lesson");
    let told =
        remedies(&site(LESSON, format!("{lesson}\n> [!{NONE}]\n> Words.\n")), "alert-form", LESSON);
    let [(_, help)] = told.as_slice() else { panic!("alerts: {told:?}") };
    let words = help.split(|c: char| !c.is_ascii_uppercase());
    words.filter(|word| word.len() > 2).map(str::to_owned).collect()
}

/// A row of a table of the reference: a name, the words of its description that are set as code and
/// are no options of a command, an example.
struct Row {
    name: String,
    words: BTreeSet<String>,
    example: String,
}

/// The reference in one language: its tables and its lists of blocks, by mark, and its examples.
struct Book {
    name: &'static str,
    tables: BTreeMap<String, Vec<Row>>,
    blocks: BTreeMap<String, Vec<String>>,
    pieces: Vec<String>,
    records: Vec<(String, String)>,
}

fn codes(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

impl Book {
    fn read(name: &'static str) -> Self {
        let text = fs::read_to_string(here(name)).expect("the reference");
        let mut book = Self {
            name,
            tables: BTreeMap::new(),
            blocks: BTreeMap::new(),
            pieces: Vec::new(),
            records: Vec::new(),
        };
        let (mut mark, mut opened) = (None, None);
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let fence: String = line.chars().take_while(|c| *c == '`').collect();
            if fence.len() >= 3 {
                let info = line[fence.len()..].to_owned();
                let body = lines.by_ref().take_while(|line| *line != fence);
                let body: String = body.flat_map(|line| [line, "\n"]).collect();
                match info.split_once(' ') {
                    Some((_, path)) => book.records.push((path.to_owned(), body)),
                    None if info == "markdown" => book.pieces.push(body),
                    None => panic!("{name}: nothing reads the example `{info}`"),
                }
            } else if let Some(found) = line.strip_prefix("<!-- ") {
                let found = found.trim_end_matches(" -->");
                let key = found.split(": ").last().expect("a mark").to_owned();
                assert!(!book.tables.contains_key(&key), "{name}: `{key}` stands twice");
                if found == "blocks" || found == "shorts" {
                    opened = Some(key);
                } else {
                    book.tables.insert(key.clone(), Vec::new());
                    mark = Some(key);
                }
            } else if line.starts_with("| `") {
                let mark = mark.as_ref().unwrap_or_else(|| panic!("{name}: no mark before {line}"));
                let cells: Vec<&str> = line.trim_matches('|').split(" | ").collect();
                let [first, what, example] = cells.as_slice() else {
                    panic!("{name}: three cells are wanted: {line}");
                };
                let one = |cell: &str| codes(cell).into_iter().next().unwrap_or_default();
                book.tables.get_mut(mark).expect("a table").push(Row {
                    name: one(first),
                    words: codes(what).into_iter().filter(|word| !word.starts_with('-')).collect(),
                    example: one(example),
                });
            } else if let Some(heading) = line.strip_prefix("#### ") {
                let list = opened.clone().unwrap_or_else(|| panic!("{name}: no mark: {line}"));
                book.blocks.entry(list).or_default().extend(codes(heading));
            } else if line.starts_with('#') {
                (mark, opened) = (None, None);
            }
        }
        book
    }

    fn table(&self, mark: &str) -> &[Row] {
        self.tables.get(mark).unwrap_or_else(|| panic!("{}: no table `{mark}`", self.name))
    }

    /// The table names what there is, once each and nothing else, with all words of a choice.
    fn holds(&self, mark: &str, names: &Names) {
        let rows = self.table(mark);
        let written: BTreeSet<&String> = rows.iter().map(|row| &row.name).collect();
        let name = self.name;
        assert_eq!(written.len(), rows.len(), "{name}: a name of `{mark}` stands twice");
        assert_eq!(written, names.keys().collect::<BTreeSet<_>>(), "{name}: names of `{mark}`");
        for Row { name: key, words, example } in rows {
            let choices = &names[key];
            if !choices.is_empty() {
                assert_eq!(words, choices, "{name}: the words of `{key}` of `{mark}`");
            }
            assert!(!example.is_empty(), "{name}: `{key}` of `{mark}` has no example");
        }
    }

    fn examples(&self, mark: &str) -> String {
        self.table(mark).iter().flat_map(|row| [row.example.as_str(), "\n"]).collect()
    }
}

fn plain(names: impl IntoIterator<Item = String>) -> Names {
    names.into_iter().map(|name| (name, BTreeSet::new())).collect()
}

#[test]
fn all_that_an_author_may_write_is_in_the_reference() {
    let mappings = MAPPINGS.map(|mapping| (mapping.mark, names_of(&mapping)));
    let tables = TABLES.map(|table| (table, columns_of(table)));
    let lists = [
        ("parts", in_lesson(&format!("## X {{#{NONE}}}"), "part-unknown", "the parts there are: ")),
        ("fields", FieldPath::all().into_iter().map(|(path, _)| path).collect()),
        ("formats", formats()),
        ("alerts", alerts()),
    ];
    let blocks =
        in_lesson(&format!("```{NONE}\nx\n```"), "block-unknown", "the blocks there are: ");
    let shorts = loa::model::lesson::Short::ALL.map(|short| short.key().to_owned());
    for name in BOOKS {
        let book = Book::read(name);
        for (mark, names) in mappings.iter().chain(&tables) {
            book.holds(mark, names);
        }
        for (mark, names) in &lists {
            book.holds(mark, &plain(names.clone()));
        }
        let known = mappings.len() + tables.len() + lists.len();
        assert_eq!(book.tables.len(), known, "{name}: a table that nothing compares");
        for (mark, names) in
            [("blocks", blocks.clone()), ("shorts", shorts.clone().into_iter().collect())]
        {
            let written: BTreeSet<String> = book.blocks[mark].iter().cloned().collect();
            assert_eq!(written, names, "{name}: {mark}");
            for name in &names {
                let opens = format!("```{name}");
                let shown = |piece: &String| {
                    let rest = piece.lines().find_map(|line| line.strip_prefix(&opens));
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                };
                assert!(book.pieces.iter().any(shown), "{}: no example of `{name}`", book.name);
            }
        }
    }
}

#[test]
fn every_example_of_the_reference_is_right() {
    for name in BOOKS {
        let book = Book::read(name);
        let mut site = Site::new();
        for Mapping { mark, file, around, .. } in &MAPPINGS {
            let lines = book.examples(mark);
            match *mark {
                // Parts of a mapping that has an example of its own: they stand in its place.
                "languages" | "print" | "signers" | "figure" | "review" => {
                    let settings = ["languages", "print", "signers"].contains(mark);
                    let parent = if settings { "campaign.yaml" } else { "lesson.vi.md" };
                    let open = format!("{mark}: ");
                    let others = book.examples(parent);
                    let others: String = others
                        .split_inclusive('\n')
                        .filter(|line| !line.starts_with(&open))
                        .collect();
                    let item = match *mark {
                        "languages" => format!("- vi\n- en\n-\n{}", indented(&lines, 2)),
                        "print" => format!("-\n{}", indented(&lines, 2)),
                        "signers" => format!("so-y-te:\n{}", indented(&lines, 2)),
                        _ => lines,
                    };
                    let text = format!("{others}{mark}:\n{}", indented(&item, 2));
                    let text = if settings { text } else { lesson(&book, &text) };
                    let mut own = whole(&book);
                    own.insert((*file).to_owned(), text);
                    sound(name, mark, &own);
                }
                "sign_off" => {
                    let others = book.examples("protocol");
                    let others: String = others
                        .split_inclusive('\n')
                        .filter(|line| !line.starts_with("sign_off: "))
                        .collect();
                    let text = format!("{others}sign_off:\n  vi:\n{}", indented(&lines, 4));
                    let mut own = whole(&book);
                    let facts = own.entry((*file).to_owned()).or_default();
                    facts.push_str(&format!("signed:\n{}", indented(&text, 2)));
                    sound(name, mark, &own);
                }
                "consent" => {
                    let mut own = whole(&book);
                    own.insert((*file).to_owned(), around(&lines));
                    sound(name, mark, &own);
                }
                "phrase" => {
                    let phrases = fs::read_to_string(here(file)).expect("phrases");
                    let phrases: String = phrases
                        .split_inclusive('\n')
                        .filter(|line| !line.starts_with("lessons_count:"))
                        .collect();
                    site.insert((*file).to_owned(), format!("{phrases}{}", around(&lines)));
                }
                _ => {}
            }
        }
        site.extend(whole(&book));
        sound(name, "all", &site);
        let examples = book.examples("lesson.vi.md");
        let parked = examples.lines().find(|line| line.starts_with(PARKED)).expect("an example");
        let text = site[LESSON].replacen("---\n", &format!("---\n{parked}\n"), 1);
        site.insert(LESSON.to_owned(), text);
        assert!(said(&site).iter().any(|found| found["code"] == "lesson-parked"), "{name}");
    }
}

/// The campaign that the examples make together.
fn whole(book: &Book) -> Site {
    let mut site = Site::new();
    for Mapping { mark, file, around, .. } in &MAPPINGS {
        let lines = book.examples(mark);
        let path = (*file).to_owned();
        match *mark {
            "campaign.yaml" | "pack.yaml" | "pictures.yaml" | "search.yaml" => {
                site.insert(path, around(&lines));
            }
            "lesson.vi.md" | "lesson.en.md" => {
                site.insert(path, lesson(book, &lines));
            }
            "facts.yaml" | "protocol" | "sources.yaml" => {
                let records = site.entry(path).or_insert_with(|| {
                    fs::read_to_string(here(file)).expect("the records of the sample campaign")
                });
                records.push_str(&around(&lines));
            }
            _ => {}
        }
    }
    for (path, record) in &book.records {
        site.get_mut(path).expect("a file of records").push_str(record);
    }
    for table in TABLES {
        let rows = book.table(table);
        let line = |cell: fn(&Row) -> &str| rows.iter().map(cell).collect::<Vec<_>>().join(",");
        let mut text = format!("{}\n{}\n", line(|row| &row.name), line(|row| &row.example));
        if table == "units.csv" {
            let others = fs::read_to_string(here("content/places/units.csv")).expect("a table");
            let (_, others) = others.split_once('\n').expect("rows");
            text.push_str(others);
        }
        site.insert(format!("content/places/{table}"), text);
    }
    let note = "Bờ suối trơn. The bank is slippery.\n".to_owned();
    site.insert("content/places/xa-mau/notes/near.vi.md".to_owned(), note);
    site
}

/// A lesson with every part, and every example of a piece of a lesson.
fn lesson(book: &Book, front: &str) -> String {
    // Nothing that is wrong in a parked lesson is an error.
    let front: String =
        front.split_inclusive('\n').filter(|line| !line.starts_with(PARKED)).collect();
    let mut text = format!("---\n{front}---\n");
    let (shorts, pieces): (Vec<_>, Vec<_>) = book.pieces.iter().partition(|piece| {
        book.blocks["shorts"].iter().any(|name| piece.starts_with(&format!("```{name}\n")))
    });
    for (number, row) in book.table("parts").iter().enumerate() {
        text.push_str(&format!("\n{}\n\nMột câu ngắn.\n\n- Một mục.\n", row.example));
        if number == 0 {
            for row in book.table("fields") {
                text.push_str(&format!("\n{}\n", row.example));
            }
            for row in book.table("alerts") {
                text.push_str(&format!("\n{}\n> Một câu ngắn.\n", row.example));
            }
            for piece in &pieces {
                text.push_str(&format!("\n{piece}"));
            }
        }
    }
    for piece in shorts {
        text.push_str(&format!("\n{piece}"));
    }
    text
}

fn sound(name: &str, mark: &str, site: &Site) {
    let wrong: Vec<_> = said(site).into_iter().filter(|found| found["level"] == "error").collect();
    assert!(wrong.is_empty(), "{name}, {mark}: {wrong:#?}");
}

#[test]
fn every_mapping_and_table_that_is_read_is_compared() {
    let (mut mappings, mut tables) = (0, 0);
    let mut folders = vec![here("src/load")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a source");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            mappings += text.matches("Fields::new(").count() + text.matches("Fields::at(").count();
            tables += text.matches("Rows::new(").count();
        }
    }
    assert_eq!(mappings, READ, "MAPPINGS and the reference need what src/load reads");
    assert_eq!(tables, TABLES.len(), "TABLES and the reference need what src/load reads");
}
