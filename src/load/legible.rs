//! Text of another encoding in the files of a campaign. Like [characters](super::characters), it is
//! looked for wherever text comes in, so that no field is forgotten and each word has its place.

use crate::{
    diag::{FileId, Report, Span},
    model::legible::{broken_words, is_of_europe},
    say,
};

/// Lines that are named.
const MOST: usize = 8;

/// Reports the words of a file that no language has, once a file. Names in the list of sources may
/// be of any language of Europe.
pub fn check(report: &mut Report, file: FileId, path: &str, text: &str) {
    let of_sources = path == super::REFERENCES;
    // The blanks of a table are its commas.
    let comma = if path.ends_with(".csv") { ',' } else { ' ' };
    let is_meant = |word: &&str| !(is_lost(word) || of_sources && is_of_europe(word));
    let mut first = None;
    let (mut count, mut lines) = (0, Vec::new());
    let mut at = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let words = line.split(comma).flat_map(broken_words).filter(is_meant);
        let before = count;
        for word in words {
            count += 1;
            if first.is_none() {
                // A link or bold print is no part of the word.
                let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
                let start = at + line.find(word).unwrap_or_default();
                first = Some((word, Span::new(file, start..start + word.len())));
            }
        }
        if count > before {
            lines.push(number);
        }
        at += line.len();
    }
    let Some((word, span)) = first else { return };
    let mut names: Vec<String> = lines.iter().take(MOST).map(usize::to_string).collect();
    if lines.len() > MOST {
        names.push("…".to_owned());
    }
    let names = names.join(", ");
    report
        .warning(
            "text-illegible",
            span,
            say! { vi: "`{word}` không giống chữ của tiếng nào, có lẽ sai bảng mã; {count} từ như vậy, ở dòng {names}", en: "`{word}` looks like no word of any language, perhaps in another encoding; words like it: {count} (line {names})" },
        )
        .help(say! { vi: "nếu gõ bằng phông .VnTime hay VNI thì đổi sang Unicode (Unikey: Ctrl+Shift+F6) rồi dán lại; nếu chữ đã mất thì gõ lại", en: "if it was typed in .VnTime or VNI fonts, convert it to Unicode (Unikey: Ctrl+Shift+F6) and paste it again; if letters are lost, type them again" });
}

/// Reports words that a drawing says in place of itself, at the place that shows it.
pub fn check_title(report: &mut Report, span: Span, path: &str, title: &str) {
    let Some(word) = broken_words(title).next() else { return };
    report
        .warning(
            "text-illegible",
            span,
            say! { vi: "tên của hình vẽ `{path}` có `{word}`, không giống chữ của tiếng nào", en: "the title of the drawing `{path}` holds `{word}`, which looks like no word of any language" },
        )
        .help(say! { vi: "sửa `<title>` trong tệp SVG, hoặc ghi `alt` trong bài", en: "correct `<title>` in the SVG, or write `alt` in the lesson" });
}

/// Whether a word holds a letter that could not be read, which is reported as a character.
fn is_lost(word: &str) -> bool {
    word.contains('\u{FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    fn found(path: &str, text: &str) -> Vec<(String, usize)> {
        let mut sources = Sources::default();
        let file = sources.add(path, text);
        let mut report = Report::new();
        check(&mut report, file, path, text);
        let spans = report.diagnostics().iter().filter_map(|one| one.span);
        spans.map(|span| (sources.slice(span).to_owned(), sources.line_column(span).0)).collect()
    }

    #[test]
    fn a_word_of_another_encoding_is_found_in_every_kind_of_file() {
        for (path, text, word, line) in [
            ("lesson.vi.md", "---\ntitle: \"Phßng chèng\"\n---\n**Phßng**\n", "Phßng", 2),
            ("lesson.vi.md", "Câu.\n\n- **m×nh**, ta\n", "m×nh", 3),
            ("content/facts.yaml", "a:\n  says: nh©n d©n\n", "nh©n", 2),
            ("content/sources.yaml", "a:\n  title: nh©n d©n\n", "nh©n", 2),
            ("x.csv", "a,b\n1,x· MÉu,https://a.example\n", "MÉu", 2),
            ("x.csv", "a,b\n1,Tr?m,https://a.example/x?y=a\n", "Tr?m", 2),
        ] {
            assert_eq!(found(path, text), [(word.to_owned(), line)], "{path}: {text}");
        }
    }

    #[test]
    fn names_of_authors_and_addresses_are_sound() {
        for (path, text) in [
            ("content/sources.yaml", "a:\n  title: Bjørn, Straße\n"),
            ("lesson.vi.md", "[Xem](https://a.example/?q=a?b), có không?Có.\n"),
            ("x.csv", "a,https://a.example/x?b,c\n"),
        ] {
            assert_eq!(found(path, text), [], "{path}: {text}");
        }
    }
}
