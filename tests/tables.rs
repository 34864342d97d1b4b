//! The tables of the reference for authors are made of the declarations in `src/tables/`.
//!
//! `SNAPSHOTS=overwrite cargo test --test tables` writes them anew; read it in the diff.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes the reference")]

use std::{collections::BTreeMap, env, fs, path::Path};

use loa::{
    desk::status,
    diag::{Level, Report, Sources, Tongue},
    load::{self, files::Files},
    model::{Campaign, Selection},
    tables::{ALL, Column, Kind, Table, hazards},
};

const BOOKS: [(&str, Tongue); 2] =
    [("docs/vi/tham-khao.md", Tongue::Vi), ("docs/en/reference.md", Tongue::En)];

/// A table as Markdown.
fn markdown(table: &Table, tongue: Tongue) -> String {
    let head = match tongue {
        Tongue::Vi => "| cột | nghĩa | ví dụ |",
        Tongue::En => "| column | meaning | example |",
    };
    let mut text = format!("{head}\n|---|---|---|\n");
    for column in table.columns {
        let Column { name, example, .. } = column;
        text.push_str(&format!("| `{name}` | {} | `{example}` |\n", meaning(column, tongue)));
    }
    text
}

/// What an author needs to know of a column. How days are written is said above the tables.
fn meaning(column: &Column, tongue: Tongue) -> String {
    let words = |vi: &'static str, en: &'static str| match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    let mut said = vec![format!("{}.", column.heading.in_tongue(tongue))];
    said.push(column.help.in_tongue(tongue).to_owned());
    match column.kind {
        Kind::Choice(choices) => {
            let choices = choices.iter().map(|choice| {
                let (key, shown) = (choice.key, choice.words.in_tongue(tongue));
                if key == shown { format!("`{key}`") } else { format!("`{key}` ({shown})") }
            });
            let list = choices.collect::<Vec<_>>().join(", ");
            said.push(format!("{} {list}.", words("Một trong:", "One of:")));
        }
        Kind::Day => {}
        kind => said.push(kind.help().in_tongue(tongue).to_owned()),
    }
    if column.kind == Kind::Phone {
        let link =
            words("Xem [số để gọi](#số-để-gọi).", "See [numbers to call](#numbers-to-call).");
        said.push(link.to_owned());
    }
    if column.required {
        said.push(words("Phải có.", "Required.").to_owned());
    }
    if column.optional {
        said.push(words("Cột này có thể bỏ.", "The column may be left out.").to_owned());
    }
    said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A book with the tables as they are declared.
fn renewed(book: &str, tongue: Tongue) -> String {
    let mut text = book.to_owned();
    for table in ALL {
        let mark = format!("<!-- columns: {} -->\n\n", table.file);
        let (before, rest) = text.split_once(&mark).unwrap_or_else(|| panic!("no {mark}"));
        let old: usize =
            rest.split_inclusive('\n').take_while(|line| line.starts_with('|')).map(str::len).sum();
        text = [before, &mark, &markdown(&table, tongue), &rest[old..]].concat();
    }
    text
}

#[test]
fn the_tables_of_the_reference_are_as_they_are_declared() {
    for (name, tongue) in BOOKS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let book = fs::read_to_string(&path).expect("a book");
        let renewed = renewed(&book, tongue);
        if env::var_os("SNAPSHOTS").is_some_and(|wish| wish == "overwrite") {
            fs::write(&path, &renewed).expect("a book");
            continue;
        }
        assert_eq!(book, renewed, "{name} is old: run with SNAPSHOTS=overwrite");
    }
}

#[test]
fn every_kind_of_water_has_a_phrase() {
    let kind = hazards::TABLE.named("kind").expect("a column").kind;
    let Kind::Choice(choices) = kind else { panic!("{kind:?}") };
    for lang in ["vi", "en", "km"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("i18n").join(format!("{lang}.yaml"));
        let phrases = fs::read_to_string(path).expect("phrases");
        for choice in choices {
            let phrase = format!("\nhazard_{}: ", choice.key);
            assert!(phrases.contains(&phrase), "{lang}: {phrase}");
        }
    }
}

/// Every column with what its cell holds, and what else it could.
const CELLS: [(&str, &[[&str; 3]]); 4] = [
    (
        "units.csv",
        &[
            ["id", "xa-mot", "xa-hai"],
            ["valid_from", "2020-01-01", "2020-01-02"],
            ["valid_to", "2029-01-01", "2029-01-02"],
            ["code", "00123", "00124"],
            ["name", "Một", "Hai"],
            ["kind", "xã", "phường"],
            ["parent", "tinh-a", "tinh-b"],
            ["successors", "xa-ba", "xa-bon"],
            ["hamlet", "thôn", "ấp"],
        ],
    ),
    (
        "contacts.csv",
        &[
            ["place", "xa-ba", "xa-bon"],
            ["role", "police", "school"],
            ["name", "Công an", "Công an xã"],
            ["phone", "0000 000 001", "0000 000 002"],
            ["hours", "24/7", "7:00–17:00"],
            ["note", "Một.", "Hai."],
            ["note_en", "One.", "Two."],
            ["source", "Ủy ban", "Trạm y tế"],
            ["checked_on", "2026-10-01", "2026-10-02"],
            ["valid_from", "2026-01-01", "2026-01-02"],
            ["valid_to", "2029-01-01", "2029-01-02"],
            ["scope", "", "below"],
        ],
    ),
    (
        "hazards.csv",
        &[
            ["id", "ho-mot", "ho-hai"],
            ["place", "xa-ba", "xa-bon"],
            ["kind", "pit", "pond"],
            ["name", "Hố một", "Hố hai"],
            ["lat", "11.5", "11.6"],
            ["lon", "106.5", "106.6"],
            ["depth_m", "2.5", "3"],
            ["sign", "yes", "no"],
            ["barrier", "no", "unknown"],
            ["responsible", "Ủy ban", "Trường"],
            ["due", "2027-01-01", "2027-01-02"],
            ["seen_on", "2026-10-01", "2026-10-02"],
            ["source", "Đi xem", "Dân báo"],
            ["note", "Trơn.", "Sâu."],
            ["note_en", "Slippery.", "Deep."],
        ],
    ),
    (
        "points.csv",
        &[
            ["id", "thon-mot", "thon-hai"],
            ["place", "xa-ba", "xa-bon"],
            ["kind", "hamlet", "school"],
            ["name", "Thôn Một", "Thôn Hai"],
            ["households", "186", "187"],
            ["classes", "3", "4"],
            ["pupils", "90", "91"],
            ["boards", "2", "5"],
        ],
    ),
];

/// Units that the others name.
const OTHERS: [&str; 4] = [
    "tinh-a,,,,A,tỉnh,,,",
    "tinh-b,,,,B,tỉnh,,,",
    "xa-ba,,,,Ba,xã,tinh-a,,",
    "xa-bon,,,,Bốn,xã,tinh-a,,",
];

/// The tables, a row each; in that of `changed`, its column has its other cell.
fn campaign(root: &Path, changed: Option<(&str, &str)>) -> Campaign {
    let folder = root.join("content").join("places");
    fs::create_dir_all(&folder).expect("a folder");
    let settings = "title: { vi: Thử }\nlanguages: [{ code: vi, status: published }]\ntheme: base\n\
                    formats: [web]\nmode: draft\nsample: [xa-mot, xa-hai, xa-ba, xa-bon]\n\
                    emergency: []\npacks: []\n";
    fs::write(root.join("campaign.yaml"), settings).expect("settings");
    for table in ALL {
        let (_, cells) = CELLS.iter().find(|(file, _)| *file == table.file).expect("its cells");
        let cell = |column: &Column| {
            let found = cells.iter().find(|[name, ..]| *name == column.name);
            let [name, one, other] = found.unwrap_or_else(|| panic!("no cell of {}", column.name));
            if changed == Some((table.file, *name)) { *other } else { *one }
        };
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let row: Vec<&str> = table.columns.iter().map(cell).collect();
        let mut text = format!("{}\n{}\n", names.join(","), row.join(","));
        if table.file == "units.csv" {
            text += &OTHERS.map(|other| format!("{other}\n")).concat();
        }
        fs::write(folder.join(table.file), text).expect("a table");
    }
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let files = Files::scan(root).expect("a campaign");
    let campaign = load::campaign(&mut report, &mut sources, &files).expect("a campaign");
    let of_tables = report.diagnostics().iter().filter(|found| {
        let file = found.span.map(|span| sources.path(span.file));
        found.level == Level::Error && file.is_some_and(|file| file.ends_with(".csv"))
    });
    let of_tables: Vec<_> = of_tables.collect();
    assert!(of_tables.is_empty(), "{changed:?}: {of_tables:#?}");
    campaign
}

/// What the model says of places, wherever it is written.
fn said(campaign: &Campaign) -> String {
    let all = format!("{:?}", campaign.places);
    let mut pieces = all.split("Span {");
    let first = pieces.next().unwrap_or_default().to_owned();
    let after = pieces.map(|piece| piece.split_once(" }").map_or("", |(_, after)| after));
    after.fold(first, |all, piece| all + piece)
}

/// Every column of every table.
fn columns() -> impl Iterator<Item = (&'static str, &'static str)> {
    ALL.into_iter()
        .flat_map(|table| table.columns.iter().map(move |column| (table.file, column.name)))
}

#[test]
fn what_a_cell_says_is_kept_whatever_its_column() {
    let root = tempfile::tempdir().expect("a folder");
    let plain = said(&campaign(root.path(), None));
    for (file, column) in columns() {
        let other = said(&campaign(root.path(), Some((file, column))));
        assert_ne!(plain, other, "{file}: nothing is kept of `{column}`");
    }
}

/// Where nothing of a column shows in a status: it is for pages and sheets.
const UNTOLD: [(&str, &str); 19] = [
    ("units.csv", "valid_from"),
    ("units.csv", "valid_to"),
    ("units.csv", "code"),
    ("units.csv", "kind"),
    ("units.csv", "parent"),
    ("units.csv", "successors"),
    ("units.csv", "hamlet"),
    ("contacts.csv", "hours"),
    ("contacts.csv", "note"),
    ("contacts.csv", "note_en"),
    ("contacts.csv", "valid_from"),
    ("contacts.csv", "valid_to"),
    ("contacts.csv", "scope"),
    ("hazards.csv", "lat"),
    ("hazards.csv", "lon"),
    ("hazards.csv", "note"),
    ("hazards.csv", "note_en"),
    ("points.csv", "id"),
    ("points.csv", "name"),
];

#[test]
fn what_is_asked_of_places_stands_in_the_status() {
    let root = tempfile::tempdir().expect("a folder");
    let selection = Selection {
        as_of: "2026-11-23".parse().expect("a day"),
        places: Vec::new(),
        langs: Vec::new(),
        formats: Vec::new(),
        sample: true,
        unreviewed: false,
    };
    let told = |changed| {
        let state = status::state(&campaign(root.path(), changed), &selection);
        serde_json::to_string(&(state.places, state.waters)).expect("JSON")
    };
    let plain = told(None);
    let shown: BTreeMap<_, bool> =
        columns().map(|column| (column, told(Some(column)) != plain)).collect();
    let hidden = shown.iter().filter(|(_, shown)| !**shown).map(|(column, _)| *column);
    let hidden: Vec<_> = hidden.filter(|column| !UNTOLD.contains(column)).collect();
    assert!(hidden.is_empty(), "`loa status` tells nothing of {hidden:?}");
}
