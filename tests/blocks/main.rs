//! Every block an author can write, as a page and as a sheet. A case is `cases/NAME.md`, the body
//! of a lesson; `cases/NAME.txt` is what becomes of it. `SNAPSHOTS=overwrite cargo test --test
//! blocks` writes what it is now; read it in the diff.

#![expect(clippy::disallowed_methods, reason = "a test reads its cases")]

mod any;
mod called;
mod growth;
mod lost;
mod made;
mod marks;
mod words;

use std::{
    fs,
    path::{Path, PathBuf},
};

use loa::{
    diag::{Tongue, terminal},
    model::{Campaign, Lesson},
};
use snapbox::{Assert, Data, IntoData};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("blocks").join("cases")
}

fn names(ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of cases");
    let names =
        entries.map(|entry| entry.expect("a case").file_name().into_string().expect("letters"));
    let mut names: Vec<String> =
        names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect();
    names.sort();
    names
}

#[test]
fn every_block_is_drawn_on_pages_and_on_sheets() {
    let cases: Vec<(String, String)> = names(".md")
        .into_iter()
        .map(|name| {
            let text = fs::read_to_string(folder().join(format!("{name}.md"))).expect("a case");
            (name, text)
        })
        .collect();
    assert_eq!(names(".md"), names(".txt"), "each case has what becomes of it, and nothing else");
    let (campaign, report, sources) = made::campaign(&cases);
    let maker = made::Maker::new(&campaign);
    let mut wrong = Vec::new();
    for (name, _) in &cases {
        let lesson = lesson(&campaign, name);
        let mut now = String::new();
        for one in report.diagnostics() {
            if one.span.is_some_and(|span| sources.path(span.file).contains(&format!("/{name}/"))) {
                now += &format!("{}\n\n", terminal::render(one, &sources, Tongue::Vi, false));
            }
        }
        let pages = made::PLACES.map(|place| maker.page(&lesson.id, place));
        let sheets = made::PLACES.map(|place| {
            maker.sheet(lesson, place).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"))
        });
        now += &shown("page", &pages.each_ref().map(|page| lines(page)));
        now += &shown("sheet", &sheets.each_ref().map(|sheet| folded(sheet)));
        let text = &lesson.texts[campaign.first_lang()];
        let seen = pages.each_ref().map(|page| words::of_html(page, true)).concat();
        wrong.extend(lost::of(text, &words::solid(&seen), false));
        wrong.extend(lost::of(text, &words::solid(&sheets.concat()), true));
        let path = folder().join(format!("{name}.txt"));
        let there = Data::read_from(&path, None).raw();
        let same = Assert::new().action_env("SNAPSHOTS").try_eq(Some(name), now.into_data(), there);
        wrong.extend(same.err().map(|error| error.to_string()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn lesson<'a>(campaign: &'a Campaign, id: &str) -> &'a Lesson {
    campaign.lessons().map(|(_, lesson)| lesson).find(|lesson| lesson.id == id).expect("a lesson")
}

/// What is the same for both places is shown once.
fn shown(what: &str, made: &[String; 2]) -> String {
    let [one, other] = made;
    if one == other {
        return format!("--- {what}\n{one}\n");
    }
    format!("--- {what}, all known\n{one}\n--- {what}, nothing known\n{other}\n")
}

/// HTML with a line for each block.
fn lines(html: &str) -> String {
    let mut text = html.to_owned();
    let blocks = [
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "pre",
        "blockquote",
        "div",
        "details",
        "hr",
        "summary",
    ];
    for name in blocks {
        for (from, to) in [
            (format!("<{name}>"), format!("\n<{name}>")),
            (format!("<{name} "), format!("\n<{name} ")),
        ] {
            text = text.replace(&from, &to);
        }
    }
    text.trim_start().to_owned() + "\n"
}

/// Text in lines of about ninety letters.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count();
        if length > 0 {
            let fits = length + more < 90;
            folded.push(if fits { ' ' } else { '\n' });
            length = if fits { length + 1 } else { 0 };
        }
        folded.push_str(word);
        length += more;
    }
    folded + "\n"
}
