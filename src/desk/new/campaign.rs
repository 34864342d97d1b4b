//! A campaign: all that a first build needs, with a lesson that is true everywhere.

use std::path::Path;

use jiff::ToSpan;

use super::{Step, made, shown, title_fits};
use crate::{
    desk::places::sheets::SHEETS,
    diag::{Report, Reported},
    model::Date,
};

/// The languages that a campaign can begin in.
pub const FIRST_LANGUAGES: [&str; 2] = ["vi", "en"];

/// What is asked of a new campaign.
#[derive(Debug)]
pub struct Beginning {
    /// Its title.
    pub title: String,
    /// The language of its originals, one of [`FIRST_LANGUAGES`].
    pub lang: String,
}

/// What a campaign begins with that is said in its language; facts, sources and the picture hold in
/// any.
struct Starter {
    lang: &'static str,
    pack: &'static str,
    lesson: &'static str,
    settings: &'static str,
    facts: &'static str,
    sources: &'static str,
    text: &'static str,
}

const VIETNAMESE: Starter = Starter {
    lang: "vi",
    pack: "can-giup",
    lesson: "goi-so-nao",
    settings: include_str!("starter/campaign.vi.yaml"),
    facts: concat!(
        "# Điều mà các bài dẫn ra bằng [[ fact.TÊN ]]: mỗi số, mỗi điều luật chỉ ghi một lần, ở đây,\n",
        "# có nguồn và ngày kiểm tra. Hỏi lại trước mỗi lần in; số nào hết dùng thì điền valid_to.\n\n",
        include_str!("starter/facts.yaml")
    ),
    sources: concat!(
        "# Nguồn mà content/facts.yaml và các bài dẫn ra.\n\n",
        include_str!("starter/sources.yaml")
    ),
    text: include_str!("starter/lesson.vi.md"),
};

const ENGLISH: Starter = Starter {
    lang: "en",
    pack: "getting-help",
    lesson: "which-number",
    settings: include_str!("starter/campaign.en.yaml"),
    facts: concat!(
        "# What lessons quote as [[ fact.NAME ]]: each number and article of law stands once, here, with its\n",
        "# source and the day it was checked. Ask again before each print; one that ended gets a valid_to.\n\n",
        include_str!("starter/facts.yaml")
    ),
    sources: concat!(
        "# The sources that content/facts.yaml and the lessons name.\n\n",
        include_str!("starter/sources.yaml")
    ),
    text: include_str!("starter/lesson.en.md"),
};

/// The files of a new campaign in a folder. There is no commune in it yet: pages and leaflets are
/// those of the general edition.
///
/// # Errors
/// When one of the files is there or the title does not fit, which is reported.
pub fn campaign(
    report: &mut Report,
    root: &Path,
    asked: &Beginning,
    today: Date,
) -> Result<Vec<Step>, Reported> {
    let _ = title_fits(report, &asked.title);
    let Starter { lang, pack, lesson, settings, facts, sources, text } =
        if asked.lang == "en" { ENGLISH } else { VIETNAMESE };
    let folder = format!("content/packs/{pack}");
    let files = [
        ("campaign.yaml".to_owned(), settings),
        ("content/facts.yaml".to_owned(), facts),
        ("content/sources.yaml".to_owned(), sources),
        (format!("{folder}/pack.yaml"), include_str!("starter/pack.yaml")),
        (format!("{folder}/{lesson}/lesson.{lang}.md"), text),
        (format!("{folder}/{lesson}/call.svg"), include_str!("starter/call.svg")),
    ];
    let mut steps = Vec::new();
    for (path, text) in files {
        let text = dated(text, today).replace("{lesson}", lesson);
        match made(report, root, &path, &text.replace("{title}", &shown(&asked.title))) {
            Ok(step) => steps.push(step),
            // Where a campaign is already, its other files need no word.
            Err(told) if path == "campaign.yaml" => return Err(told),
            Err(_) => {}
        }
    }
    for sheet in &SHEETS {
        let columns: Vec<&str> = sheet.columns.iter().map(|column| column.name).collect();
        // With the mark at its beginning Excel reads the letters right.
        let text = format!("\u{FEFF}{}\n", columns.join(","));
        steps.extend(made(report, root, sheet.path, &text));
    }
    report.so_far()?;
    Ok(steps)
}

/// A text with the day it is made and the day it must be looked at again, half a year later.
pub(super) fn dated(text: &str, today: Date) -> String {
    let again = today.saturating_add(6.months());
    text.replace("{today}", &today.to_string()).replace("{review_by}", &again.to_string())
}
