//! A paragraph as Markdown. What is written is read again: if it does not show the same letters,
//! it is written without looks, and at last with a mark before every sign.

use pulldown_cmark::{Event, HeadingLevel, Options, Tag, TagEnd};

use super::{
    block::{Run, letters},
    escape, tidy,
};
use crate::foreign::markdown;

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within<'p> {
    /// By itself, or as an item of a list.
    Paragraph,
    /// In a cell of a table, on one line.
    Cell,
    /// In a heading, on one line; with the name of a part, if it opens one.
    Heading(Option<&'p str>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Looks {
    All,
    None,
    Every,
}

/// The Markdown of a paragraph, and whether bold or italic were lost; a line that must end has `\`
/// at its end.
pub fn write(runs: &[Run], place: Within<'_>) -> (String, bool) {
    let mut runs = tidy::runs(runs);
    if place != Within::Paragraph {
        for run in &mut runs {
            run.text = run.text.replace('\n', " ");
        }
    }
    if matches!(place, Within::Heading(_)) {
        for run in &mut runs {
            (run.bold, run.italic) = (false, false);
        }
    }
    let wanted = letters(&runs);
    let mut written = String::new();
    for looks in [Looks::All, Looks::None, Looks::Every] {
        let (text, lost) = lines(&runs, looks, place);
        let holds = reads_as(&text, &wanted, place);
        written = text;
        if holds {
            let styled = runs.iter().any(|run| run.bold || run.italic || run.link.is_some());
            return (written, lost || (styled && looks != Looks::All));
        }
    }
    (written, true)
}

fn lines(runs: &[Run], looks: Looks, place: Within<'_>) -> (String, bool) {
    let (text, lost) = match looks {
        Looks::All => looked(runs),
        Looks::None => {
            let plain = tidy::runs(&runs.iter().map(unlooked).collect::<Vec<_>>());
            (plain_text(&plain), false)
        }
        Looks::Every => (escape::every(&letters(runs)), false),
    };
    let mut text = match place {
        Within::Cell => text,
        Within::Heading(_) => closing(&text),
        Within::Paragraph => {
            let lines: Vec<String> = text.split('\n').map(escape::start).collect();
            lines.join("\\\n")
        }
    };
    if let Within::Heading(Some(part)) = place {
        text.push_str(&format!(" {{#{part}}}"));
    }
    (text, lost)
}

fn unlooked(run: &Run) -> Run {
    Run { mark: run.mark, ..Run::plain(run.text.clone()) }
}

/// The end of a heading that Markdown would take for no words: `#`, or words in braces.
fn closing(text: &str) -> String {
    let signs = [('}', "&#125;"), ('#', "\\#")];
    let found = signs.into_iter().find_map(|(sign, put)| Some((text.strip_suffix(sign)?, put)));
    found.map_or_else(
        || text.to_owned(),
        |(rest, put)| format!("{}{put}", rest.strip_suffix('\\').unwrap_or(rest)),
    )
}

/// Letters without looks; a mark of ours keeps its bracket.
fn plain_text(runs: &[Run]) -> String {
    let mut out = String::new();
    for (at, run) in runs.iter().enumerate() {
        let next = runs.get(at + 1).map_or(Some(' '), |next| next.text.chars().next());
        out.push_str(&one(run, next));
    }
    out
}

fn one(run: &Run, next: Option<char>) -> String {
    let text = escape::text(&run.text, next);
    match text.strip_prefix("\\[").filter(|_| run.mark) {
        Some(rest) => format!("[{rest}"),
        None => text,
    }
}

fn looked(runs: &[Run]) -> (String, bool) {
    let mut out = String::new();
    let mut lost = false;
    let groups: Vec<&[Run]> = runs.chunk_by(|a, b| a.bold == b.bold).collect();
    for (at, group) in groups.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| groups.get(at)).copied().unwrap_or_default();
        let after = groups.get(at + 1).copied().unwrap_or_default();
        let ends = (last(before), first(after));
        if group.first().is_some_and(|run| run.bold) {
            let (inner, gone) = italics(group, (None, None), false);
            lost |= gone;
            let at = out.len();
            if wrapped(&mut out, "**", group, &inner, ends) {
                // What is in italics is then beside what is around it.
                out.truncate(at);
                out.push_str(&italics(group, ends, true).0);
                lost = true;
            }
        } else {
            let (inner, gone) = italics(group, ends, true);
            lost |= gone;
            out.push_str(&inner);
        }
    }
    (out, lost)
}

/// The runs of a group of one weight. `apart`: what stands beside it is bold.
fn italics(group: &[Run], ends: (Option<char>, Option<char>), apart: bool) -> (String, bool) {
    let mut out = String::new();
    let mut lost = false;
    let groups: Vec<&[Run]> = group.chunk_by(|a, b| a.italic == b.italic).collect();
    for (at, runs) in groups.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| groups.get(at)).copied();
        let after = groups.get(at + 1).copied();
        let ends = (before.map_or(ends.0, last), after.map_or(ends.1, first));
        let inner = links(runs, ends.1);
        if !runs.first().is_some_and(|run| run.italic) {
            out.push_str(&inner);
            continue;
        }
        // Stars beside stars of another kind are read as one.
        let text = letters(runs);
        let touches = |end: Option<char>, own: Option<char>| {
            end.is_some_and(|c| !c.is_whitespace()) && own.is_some_and(|c| !c.is_whitespace())
        };
        let beside_bold = apart
            && ((before.is_none() && touches(ends.0, text.chars().next()))
                || (after.is_none() && touches(ends.1, text.chars().next_back())));
        if beside_bold {
            out.push_str(&inner);
            lost = true;
        } else {
            lost |= wrapped(&mut out, "*", runs, &inner, ends);
        }
    }
    (out, lost)
}

/// Puts stars around a stretch, blanks outside; without them where Markdown would show the stars.
fn wrapped(
    out: &mut String,
    stars: &str,
    runs: &[Run],
    inner: &str,
    ends: (Option<char>, Option<char>),
) -> bool {
    let sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let free = |end: Option<char>| end.is_none_or(|c| !c.is_alphanumeric());
    let words = inner.trim();
    let start = inner.len() - inner.trim_start().len();
    let (lead, trail) = (inner.get(..start), inner.get(start + words.len()..));
    let (lead, trail) = (lead.unwrap_or_default(), trail.unwrap_or_default());
    let text = letters(runs);
    let text = text.trim();
    // Within a word one star alone is a sign.
    let bold = stars.len() > 1;
    let opens = !lead.is_empty() || free(ends.0) || bold && !text.starts_with(sign);
    let closes = !trail.is_empty() || free(ends.1) || bold && !text.ends_with(sign);
    if words.is_empty() || !opens || !closes {
        out.push_str(inner);
        return !words.is_empty();
    }
    for part in [lead, stars, words, stars, trail] {
        out.push_str(part);
    }
    false
}

fn links(runs: &[Run], next: Option<char>) -> String {
    let mut out = String::new();
    for (at, run) in runs.iter().enumerate() {
        let after = runs.get(at + 1);
        let next = match after {
            // A mark of exclamation before a link makes a picture of it.
            Some(after) if after.link.is_some() => Some('['),
            Some(after) => after.text.chars().next(),
            None => next.or(Some(' ')),
        };
        let Some(target) = &run.link else {
            out.push_str(&one(run, next));
            continue;
        };
        let words = run.text.trim();
        if words.is_empty() {
            out.push_str(&run.text);
            continue;
        }
        let shown = escape::text(words, Some(' ')).replace(']', "\\]");
        let start = run.text.starts_with(char::is_whitespace);
        let end = run.text.ends_with(char::is_whitespace);
        let blank = |there: bool| if there { " " } else { "" };
        let target = escape::address(target);
        out.push_str(&format!("{}[{shown}]({target}){}", blank(start), blank(end)));
    }
    out
}

fn first(runs: &[Run]) -> Option<char> {
    runs.first().and_then(|run| run.text.chars().next())
}

fn last(runs: &[Run]) -> Option<char> {
    runs.last().and_then(|run| run.text.chars().next_back())
}

/// Whether Markdown shows these letters, and nothing else than letters.
fn reads_as(text: &str, wanted: &str, place: Within<'_>) -> bool {
    // Fields and tags are looked for before anything is read.
    let plain = text.replace("](", "");
    if ["[[", "{{", "{%", "[%"].iter().any(|tag| plain.contains(tag)) {
        return false;
    }
    let heading = matches!(place, Within::Heading(_));
    let whole = if heading { format!("## {text}") } else { text.to_owned() };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_TASKLISTS;
    let mut shown = String::new();
    let mut blocks = 0;
    let Ok(read) = markdown::read(&whole, options) else { return false };
    for (event, _) in read.events {
        match event {
            Event::Start(Tag::Paragraph) if !heading => blocks += 1,
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id, classes, attrs })
                if heading =>
            {
                let Within::Heading(part) = place else { return false };
                if id.as_deref() != part || !classes.is_empty() || !attrs.is_empty() {
                    return false;
                }
                blocks += 1;
            }
            Event::Start(Tag::Strong | Tag::Emphasis)
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Strong
                | TagEnd::Emphasis
                | TagEnd::Link,
            ) => {}
            Event::Start(Tag::Link { title, .. }) if title.is_empty() => {}
            Event::Text(words) => shown.push_str(&words),
            Event::HardBreak => shown.push('\n'),
            _ => return false,
        }
    }
    let one = |text: &str| text.split(' ').collect::<Vec<_>>().join(" ");
    (blocks == 1 || wanted.is_empty()) && one(&shown).trim() == one(wanted).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold(text: &str) -> Run {
        Run { bold: true, ..Run::plain(text) }
    }

    fn italic(text: &str) -> Run {
        Run { italic: true, ..Run::plain(text) }
    }

    fn paragraph(runs: &[Run]) -> String {
        write(runs, Within::Paragraph).0
    }

    #[test]
    fn bold_and_italic_are_kept_where_markdown_can() {
        assert_eq!(paragraph(&[bold("Chú ý: "), Run::plain("đứng yên")]), "**Chú ý:** đứng yên");
        assert_eq!(paragraph(&[Run::plain("rất "), italic("to"), Run::plain(".")]), "rất *to*.");
        let both = Run { italic: true, ..bold("cả hai") };
        assert_eq!(paragraph(&[bold("a "), both]), "**a *cả hai***");
        // Markdown would show these stars.
        assert_eq!(paragraph(&[bold("Chú ý:"), Run::plain("đứng")]), "Chú ý:đứng");
        assert_eq!(paragraph(&[bold("a"), italic("b")]), "**a**b");
    }

    #[test]
    fn letters_that_mean_something_are_letters() {
        for text in [
            "1. a",
            "- a",
            "# a #",
            "a | b",
            "**a**",
            "[a](b)",
            "[[ place.full ]]",
            "{{ a }}",
            "{% a %}",
            "[% a",
            "<b>a</b>",
            "&lt;",
            "`a`",
            "a\n---",
            "a\n===",
            "a\n- b",
            "\\",
            "Xem!",
            "~~a~~",
            "___",
            "https://a.example/b_c_d",
            "[a]: b",
            "> [!NOTE]",
            "a  {#why}",
            "!!!",
            "-\n-",
            "```a```",
            "(c)",
        ] {
            for place in [
                Within::Paragraph,
                Within::Cell,
                Within::Heading(None),
                Within::Heading(Some("do")),
            ] {
                let (written, _) = write(&[Run::plain(text)], place);
                let mut wanted = letters(&tidy::runs(&[Run::plain(text)]));
                if place != Within::Paragraph {
                    wanted = wanted.replace('\n', " ");
                }
                assert!(reads_as(&written, &wanted, place), "{place:?} {text:?}: {written:?}");
            }
        }
    }

    #[test]
    fn links_are_links() {
        let link =
            Run { link: Some("https://a.example/b(c)".to_owned()), ..Run::plain("ở [đây]") };
        let written = paragraph(&[Run::plain("Xem!"), link, Run::plain(".")]);
        assert_eq!(written, "Xem\\![ở \\[đây\\]](https://a.example/b%28c%29).");
    }
}
