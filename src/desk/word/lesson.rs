//! The draft of a lesson with the text of a Word file in it.

use super::{
    block::{Block, Document, Run},
    losses::{Line, Losses},
    markdown,
    parts::{self, Dealt},
    title,
};
use crate::{
    diag::{Report, Sources, Text},
    load,
    model::Role,
    say,
};

/// A draft, and what whoever brings it in must know.
#[derive(Debug)]
pub struct Draft {
    /// The text of `lesson.LANG.md`.
    pub text: String,
    /// Where the text went, what was changed or left out, what is still to be written; a line each.
    pub losses: Vec<Text>,
    /// The same of what was changed or left out, whole, for a file beside the draft.
    pub left: Vec<Line>,
}

/// Why a draft is parked, and how it comes out.
const PARKED_VI: &str =
    "parked: Chữ từ Word chưa biên tập xong. Khi bài đã xong thì xóa dòng này.\n";
const PARKED_EN: &str =
    "parked: The words from Word are not edited yet. When the lesson is ready, delete this line.\n";

const REST_VI: &str = "[Cần viết] Phần dưới lấy từ tệp Word. Chuyển từng đoạn vào đúng phần của bài, viết ngắn lại, rồi xóa dòng này.";
const REST_EN: &str = "[To write] What follows is from the Word file. Move each paragraph to the part where it belongs, shorten it, then delete this line.";

/// Puts the text of a document into the outline of a new lesson, whose title is given.
pub fn fill(document: &Document, outline: &str, title: &str, english: bool) -> Draft {
    let mut losses = document.losses.clone();
    let mut blocks = document.blocks.clone();
    let mut notes = Vec::new();
    if let Some((own, at)) = title::title(document).and_then(|own| Some((own.text, own.at?))) {
        if own == title {
            blocks.remove(at);
        } else if let Some(Block::Title(runs) | Block::Heading(_, runs)) = blocks.get(at).cloned()
            && title.strip_suffix('…').is_some_and(|start| own.starts_with(start))
        {
            let runs = runs.into_iter().map(|run| Run { bold: true, ..run }).collect();
            if let Some(block) = blocks.get_mut(at) {
                *block = Block::Paragraph(runs);
            }
            notes.push(say! { vi: "tên bài dài quá 60 ký tự nên được cắt; tên đầy đủ vẫn nằm trong bài", en: "the title is longer than 60 characters and was cut; the whole one stands in the text" });
        }
    }
    let mut dealt = parts::deal(blocks);
    let named = dealt.parts.iter().filter(|(_, part)| !part.heading.is_empty());
    let taken: Vec<&str> = named.map(|(role, _)| role.key()).collect();
    if !taken.is_empty() {
        let parts = if taken.len() == 1 { "part" } else { "parts" };
        let taken = taken.join(", ");
        notes.push(say! { vi: "đưa vào phần {taken} theo đề mục của tệp", en: "put into the {parts} {taken} by the headings of the file" });
    }
    if !dealt.rest.is_empty() {
        notes.push(say! { vi: "chữ còn lại nằm ở cuối phần why, chờ chuyển vào đúng phần", en: "the other text stands at the end of the part why, to be moved to where it belongs" });
    }
    losses.sorted = dealt.sorted;
    losses.headings = std::mem::take(&mut dealt.alone);
    let text = compose(&mut dealt, outline, english, &mut losses);
    let left = losses.lines();
    notes.extend(left.iter().map(Line::short));
    notes.extend(numbers(&text));
    notes.push(say! { vi: "chữ từ Word thường dài hơn một tờ in nên bài ghi `leaflet: none`; viết ngắn xong thì đổi thành `leaflet: copier`", en: "words from Word are mostly longer than a sheet, so the lesson has `leaflet: none`; when it is short, write `leaflet: copier`" });
    notes.push(say! { vi: "bài đang để riêng (`parked`), chưa vào trang và tờ in nào; xong thì xóa dòng `parked` ở đầu bài", en: "the lesson is parked, in no page and on no sheet; when it is ready, delete its line `parked`" });
    notes.push(unwritten(&text));
    Draft { text, losses: notes, left }
}

/// The outline, part by part, each with its text.
fn compose(dealt: &mut Dealt, outline: &str, english: bool, losses: &mut Losses) -> String {
    let mut front = String::new();
    let mut parts: Vec<(Role, String, String)> = Vec::new();
    for line in outline.split_inclusive('\n') {
        let role = line.strip_prefix("## ").and_then(|_| {
            Role::ALL.into_iter().find(|role| line.contains(&format!("{{#{}}}", role.key())))
        });
        match (role, parts.last_mut()) {
            (Some(role), _) => parts.push((role, line.to_owned(), String::new())),
            (None, Some((_, _, body))) => body.push_str(line),
            (None, None) => front.push_str(line),
        }
    }
    for role in Role::ALL {
        if dealt.parts.contains_key(&role) && !parts.iter().any(|(there, ..)| *there == role) {
            parts.push((role, String::new(), String::new()));
        }
    }
    parts.sort_by_key(|(role, ..)| *role);
    let mut text = front.replace("\nleaflet: copier\n", "\nleaflet: none\n");
    let parked = if english { PARKED_EN } else { PARKED_VI };
    text = text.replacen("\n---\n", &format!("\n{parked}---\n"), 1);
    for (role, heading, body) in parts {
        let found = dealt.parts.remove(&role);
        let blocks = found.as_ref().map_or(&[][..], |part| &part.blocks);
        let written = markdown::write(blocks, losses);
        let heading = match &found {
            Some(part) if !part.heading.is_empty() => {
                format!("## {}\n", markdown::opening(&part.heading, role.key()))
            }
            _ => heading,
        };
        let body = body.trim_matches('\n');
        let mut pieces: Vec<&str> = match role {
            _ if blocks.is_empty() => vec![body],
            // The box and the numbers are what sheets take; so are the people to call.
            Role::Happens => {
                let (alert, numbers) = body.split_once("\n\n").unwrap_or((body, ""));
                vec![alert, &written, numbers]
            }
            Role::Call | Role::Quiz => vec![&written, body],
            _ => vec![&written],
        };
        let rest = if role == Role::Why { std::mem::take(&mut dealt.rest) } else { Vec::new() };
        let rest = markdown::write(&rest, losses);
        if !rest.is_empty() {
            pieces.extend([if english { REST_EN } else { REST_VI }, &rest]);
        }
        text.push_str(&heading);
        for piece in pieces {
            let piece = piece.trim_matches('\n');
            if !piece.is_empty() {
                text.push('\n');
                text.push_str(piece);
                text.push('\n');
            }
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The numbers that belong into a table of facts, told now: the site is not built before.
fn numbers(text: &str) -> Option<Text> {
    const MOST: usize = 8;
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let mut report = Report::new();
    // What else it tells of is about the outline.
    let _ = load::translation(&mut report, file, text, "");
    let found = report.diagnostics().iter().filter(|found| found.code == "number-typed");
    let mut typed: Vec<&str> =
        found.filter_map(|found| text.get(found.span?.range())).map(str::trim).collect();
    let count = typed.len();
    typed.truncate(MOST);
    let more = if count > MOST { ", …" } else { "" };
    let list = typed.join(", ");
    (count > 0).then(|| {
        say! {
            vi: "{count} con số viết thẳng ({list}{more}): `loa check` chỉ từng chỗ; trang chỉ dựng được khi đã chuyển chúng vào content/facts.yaml",
            en: "{count} numbers are typed into the text ({list}{more}): `loa check` tells each place; the site is built only when they stand in content/facts.yaml"
        }
    })
}

/// What is still to be written.
fn unwritten(text: &str) -> Text {
    let mut places: Vec<&str> = Vec::new();
    let mut at = "";
    let mut front = 0;
    for line in text.lines() {
        if line == "---" {
            front += 1;
        }
        if front == 1 && !line.starts_with(' ') {
            at = line.split(':').next().unwrap_or_default();
        } else if line.starts_with("## ") {
            let open = line.rfind("{#").and_then(|open| line.get(open..));
            at = open.unwrap_or_default().trim_matches(['{', '}', '#']);
        }
        if ["[Cần viết]", "[To write]"].iter().any(|mark| line.contains(mark))
            && places.last() != Some(&at)
        {
            places.push(at);
        }
    }
    let list = places.join(", ");
    say! { vi: "còn phải viết: {list}", en: "still to be written: {list}" }
}

/// A title that fits: a longer one is cut between two words.
pub fn fitted(title: &str) -> String {
    const MOST: usize = 60;
    if title.chars().count() <= MOST {
        return title.to_owned();
    }
    let mut cut = String::new();
    for word in title.split_whitespace() {
        if cut.chars().count() + 1 + word.chars().count() > MOST - 1 {
            break;
        }
        if !cut.is_empty() {
            cut.push(' ');
        }
        cut.push_str(word);
    }
    if cut.is_empty() {
        cut = title.chars().take(MOST - 1).collect();
    }
    cut.truncate(cut.trim_end_matches(|c: char| !c.is_alphanumeric()).len());
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut_between_words() {
        let long = "Hướng dẫn phòng, chống tai nạn đuối nước cho trẻ em trên địa bàn xã năm nay";
        let cut = fitted(long);
        assert_eq!(cut, "Hướng dẫn phòng, chống tai nạn đuối nước cho trẻ em trên…");
        assert_eq!(fitted("Ngắn"), "Ngắn");
        assert_eq!(fitted(&"đ".repeat(80)).chars().count(), 60);
    }
}
