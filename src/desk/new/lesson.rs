//! A lesson: every part that it must have, each with what is to be written there, and its place in
//! `pack.yaml`.

use std::path::Path;

use super::{Step, campaign::dated, free_id, held, listed, made, shown, title_fits};
use crate::{
    diag::{Report, Reported, Stop},
    model::{Audience, Campaign, Date, fact::FactKind},
    say,
};

/// What a new lesson is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What to do, and why.
    Lesson,
    /// What another place did well, parked until its source and the consent of its people are there.
    Story,
}

/// What is asked of a new lesson.
#[derive(Debug)]
pub struct Lesson {
    /// Its id.
    pub id: String,
    /// The id of its pack.
    pub pack: String,
    /// Its title.
    pub title: String,
    /// For whom it is.
    pub audience: Vec<Audience>,
    /// What it is.
    pub kind: Kind,
}

const QUIZ_VI: &str = "\n## Thử xem bạn nhớ chưa {#quiz}\n\n```quiz\n? [Cần viết] Một câu hỏi ngắn?\n- [Cần viết] Câu trả lời sai.\n* [Cần viết] Câu trả lời đúng.\n= [Cần viết] Vì sao.\n```\n";
const QUIZ_EN: &str = "\n## Do you remember? {#quiz}\n\n```quiz\n? [To write] A short question?\n- [To write] A wrong answer.\n* [To write] The right answer.\n= [To write] Why.\n```\n";

/// What a new lesson writes.
///
/// # Errors
/// When it cannot be, which is reported, or the machine failed.
pub fn lesson(
    report: &mut Report,
    root: &Path,
    asked: &Lesson,
    today: Date,
) -> Result<Vec<Step>, Stop> {
    let plain = |outline: &str| Filled { text: outline.to_owned(), beside: Vec::new() };
    lesson_of(report, root, asked, today, plain)
}

/// A text that was made from an outline, and what lies beside it.
#[derive(Debug)]
pub struct Filled {
    /// The text of the lesson.
    pub text: String,
    /// Other files of its folder: names and what they hold.
    pub beside: Vec<(String, Vec<u8>)>,
}

/// The same with a text that is made from the outline of a new lesson.
///
/// # Errors
/// When it cannot be, which is reported, or the machine failed.
pub fn lesson_of(
    report: &mut Report,
    root: &Path,
    asked: &Lesson,
    today: Date,
    fill: impl FnOnce(&str) -> Filled,
) -> Result<Vec<Step>, Stop> {
    let (files, campaign) = held(root)?;
    let _ = title_fits(report, &asked.title);
    known_pack(report, &campaign, &asked.pack)?;
    free_id(report, &campaign, &asked.id)?;
    let folder = format!("content/packs/{}/{}", asked.pack, asked.id);
    let lang = campaign.first_lang();
    let Filled { text, beside } = fill(&outline(asked, &campaign, today));
    let mut steps = Vec::new();
    steps.extend(made(report, root, &format!("{folder}/lesson.{lang}.md"), &text));
    let picture = include_str!("starter/draft.svg");
    steps.extend(made(report, root, &format!("{folder}/draft.svg"), picture));
    for (name, bytes) in beside {
        steps.extend(made(report, root, &format!("{folder}/{name}"), &bytes));
    }
    let list = format!("content/packs/{}/pack.yaml", asked.pack);
    steps.extend(listed(report, root, &files, &list, ("lessons", &asked.id))?);
    report.so_far()?;
    Ok(steps)
}

/// A pack that the campaign has.
///
/// # Errors
/// When it has none of that id, which is reported.
pub fn known_pack(report: &mut Report, campaign: &Campaign, id: &str) -> Result<(), Reported> {
    let known: Vec<&str> = campaign.packs.iter().map(|pack| pack.id.as_str()).collect();
    if known.contains(&id) {
        return Ok(());
    }
    let list = known.join(", ");
    let new = crate::load::id_from_title(id).unwrap_or_else(|| "ten-chu-de".to_owned());
    let help = match report.nearest("pack-missing", None, id, known) {
        Some(near) => say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" },
        None => {
            say! { vi: "các chủ đề đang có: {list}; thêm chủ đề: `loa new pack {new} --title \"…\"`", en: "the packs there are: {list}; add one: `loa new pack {new} --title \"…\"`" }
        }
    };
    Err(report.error_with_help(
        "pack-missing",
        None,
        say! { vi: "không có chủ đề `{id}`", en: "there is no pack `{id}`" },
        help,
    ))
}

/// The text with everything that is still to be written.
fn outline(asked: &Lesson, campaign: &Campaign, today: Date) -> String {
    let english = campaign.first_lang().primary() == "en";
    let text = match (asked.kind, english) {
        (Kind::Lesson, true) => include_str!("starter/outline.en.md"),
        (Kind::Lesson, false) => include_str!("starter/outline.vi.md"),
        (Kind::Story, true) => include_str!("starter/story.en.md"),
        (Kind::Story, false) => include_str!("starter/story.vi.md"),
    };
    let audience: Vec<&str> = asked.audience.iter().map(|audience| audience.key()).collect();
    let phones = campaign.settings.emergency.iter().map(|(id, _)| id);
    let phones: Vec<&str> = phones
        .filter(|id| campaign.facts.get(*id).is_some_and(|fact| fact.kind == FactKind::Phone))
        .map(String::as_str)
        .collect();
    let when = if english { "[To write] When to call" } else { "[Cần viết] Gọi khi nào" };
    let mut numbers = String::new();
    if !phones.is_empty() {
        let lines: Vec<String> = phones.iter().map(|id| format!("{id}: {when}\n")).collect();
        numbers = format!("```numbers\n{}```\n\n", lines.concat());
    }
    let children = asked.audience.iter().any(|audience| audience.is_children());
    let quiz = match (children, english) {
        (false, _) => "",
        (true, false) => QUIZ_VI,
        (true, true) => QUIZ_EN,
    };
    dated(text, today)
        .replace("{audience}", &format!("[{}]", audience.join(", ")))
        .replace("{facts}", &format!("[{}]", phones.join(", ")))
        .replace("{numbers}", &numbers)
        .replace("{quiz}\n", quiz)
        .replacen("{title}", &shown(&asked.title), 1)
}
