//! The tables of the reference for authors are made of the declarations in `src/tables/`.
//!
//! `SNAPSHOTS=overwrite cargo test --test tables` writes them anew; read it in the diff.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes the reference")]

use std::{env, fs, path::Path};

use loa::{
    diag::Tongue,
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
