//! Marks of Markdown in words that are shown as they are: titles, cells of tables, what a fact says.

use std::ops::Range;

/// Signs that are around words, and nowhere else in twos.
const AROUND: [&str; 3] = ["**", "~~", "=="];
/// What opens or parts a link, a picture, a note or a field.
const WITHIN: [&str; 4] = ["](", "![", "[^", "[["];
/// Tags of HTML that people know.
const TAGS: [&str; 14] =
    ["a", "b", "br", "center", "div", "em", "font", "h1", "h2", "i", "p", "span", "strong", "u"];

/// Where the first mark is that would be printed; nothing if the words are plain. A lone star, a
/// low line within a word and a line to write on are no marks.
pub fn marked(words: &str) -> Option<Range<usize>> {
    let around = AROUND.iter().filter_map(|sign| {
        let start = words.find(sign)?;
        let inner = words.get(start + sign.len()..)?;
        let end = inner.find(sign).map_or(start, |end| start + sign.len() + end);
        Some(start..end + sign.len())
    });
    let within = WITHIN.iter().filter_map(|sign| words.find(sign).map(|at| at..at + sign.len()));
    let one = [single(words, '*'), single(words, '_'), ticks(words), tag(words)];
    around.chain(within).chain(one.into_iter().flatten()).min_by_key(|at| at.start)
}

/// One or two signs around some words: `*gọi ngay*`.
fn single(words: &str, sign: char) -> Option<Range<usize>> {
    let mut open: Option<usize> = None;
    for (at, _) in words.match_indices(sign) {
        let before = words.get(..at).and_then(|text| text.chars().next_back());
        let after = words.get(at + 1..).and_then(|text| text.chars().next());
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match open {
            Some(start)
                if !word(after) && before.is_some_and(|c| !c.is_whitespace() && c != sign) =>
            {
                let opening = words.get(..start)?.trim_end_matches(sign).len();
                let rest = words.get(at..)?;
                return Some(opening..words.len() - rest.trim_start_matches(sign).len());
            }
            _ if !word(before) && word(after) => open = Some(at),
            _ => {}
        }
    }
    None
}

/// Words between backticks.
fn ticks(words: &str) -> Option<Range<usize>> {
    let start = words.find('`')?;
    let rest = words.get(start + 1..)?;
    rest.find('`').map(|end| start..start + end + 2)
}

fn tag(words: &str) -> Option<Range<usize>> {
    words.match_indices('<').find_map(|(at, _)| {
        let inner = words.get(at + 1..)?.trim_start_matches('/');
        let name =
            inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let known = TAGS.contains(&&*inner.get(..name)?.to_ascii_lowercase());
        let ends = inner.get(name..)?.starts_with([' ', '>', '/']);
        (known && ends).then(|| at..words.len() - inner.len() + name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_plain_words_are_found() {
        for (words, mark) in [
            ("Con **dưới 5 tuổi**", "**dưới 5 tuổi**"),
            ("~~Cũ~~ mới, ==x", "~~Cũ~~"),
            ("Con ** 5 tuổi", "**"),
            ("Xem [bài](lesson:a)", "]("),
            ("Nước sâu[^1]", "[^"),
            ("Ở [[ place.name ]]", "[["),
            ("*Gọi ngay*, rồi chạy", "*Gọi ngay*"),
            ("_Gọi ngay_", "_Gọi ngay_"),
            ("__Gọi__ ngay", "__Gọi__"),
            ("Gõ `gọi` nhé", "`gọi`"),
            ("Có <b>đậm</b>", "<b"),
            ("Một<br/>hai", "<br"),
        ] {
            let found = marked(words).and_then(|at| words.get(at));
            assert_eq!(found, Some(mark), "{words}");
        }
    }

    #[test]
    fn plain_words_have_none() {
        for words in [
            "Mắt trông, tay với",
            "2 * 3 = 6, 5*3",
            "Giá 5 000 đ*",
            "(*) Chưa gồm thuế",
            "tệp a_b_c, Tên: ____",
            "a < b > c, <6 tuổi, < 1 mét",
            "24/7 [nháp] (x) #antoan",
            "~5 km, a = b",
        ] {
            assert_eq!(marked(words), None, "{words}");
        }
    }
}
