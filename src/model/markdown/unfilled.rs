//! Places of a text that somebody meant to fill in and forgot: `[tên xã]`, `<số điện thoại>`, `xã …`,
//! `XXX`, `…/…/2026`, `0912 xxx 678`.
//!
//! One rule for all words, as for [strays](super::strays). Lines to write on, which belong on a sheet,
//! stand: `Họ tên: ………`, `Lớp ____`.

use std::ops::Range;

use super::named::named;

/// A place that is not filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfilled {
    /// Its bytes.
    pub at: Range<usize>,
    /// What belongs there.
    pub what: Blank,
}

/// What belongs into a place that is not filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blank {
    /// A value of the place, by the path of its field, that brackets name.
    Field(&'static str),
    /// Something that brackets name and no field has.
    Named,
    /// A picture that brackets name.
    Picture,
    /// The name of a commune, behind the word for it.
    Place,
    /// A day.
    Day,
    /// A word or a number.
    Word,
    /// The digits of a telephone number that a mask hides.
    Digits,
}

/// How much of a text around a place is looked at, in bytes.
const NEAR: usize = 80;

/// What people and programs leave where words are to be written.
const NOTES: [&str; 4] = ["TODO", "TBD", "Lorem ipsum", "lorem ipsum"];

/// Words behind which the name of a commune belongs.
const COMMUNES: [&str; 3] = ["xã", "phường", "trấn"];

/// Other words behind which something to be filled in belongs.
const ASKING: [&str; 16] = [
    "huyện", "tỉnh", "thôn", "ấp", "làng", "khóm", "phố", "tổ", "số", "thoại", "sđt", "đt",
    "hotline", "lúc", "ngày", "ubnd",
];

/// Words before which a number belongs.
const COUNTED: [&str; 15] = [
    "giờ", "phút", "tuổi", "mét", "m", "cm", "km", "%", "đồng", "hộ", "lần", "tháng", "người",
    "trẻ", "em",
];

/// Those of them that a sentence may go on with; a number belongs there only behind other words.
const PEOPLE: [&str; 3] = ["người", "trẻ", "em"];

/// Words behind which so many people are counted.
const COUNTING: [&str; 9] = ["có", "khoảng", "hơn", "gần", "là", "cả", "tổng", "cứ", "đã"];

/// Words behind which `XXX` is thirty.
const ROMAN: [&str; 9] = ["kỷ", "kỉ", "thứ", "lần", "khóa", "khoá", "chương", "phần", "century"];

/// Where places are that nobody filled in, in order.
pub fn unfilled(text: &str) -> Vec<Unfilled> {
    let mut all: Vec<Unfilled> = Vec::new();
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        // Few bytes of a text are among these: the last three open `«`, `…`, `•` and fields.
        if at < done
            || !matches!(
                byte,
                b'[' | b'<'
                    | b'{'
                    | b'('
                    | b'x'
                    | b'X'
                    | b'_'
                    | b'.'
                    | b'*'
                    | b'?'
                    | b'#'
                    | 0xC2
                    | 0xE2
                    | 0xEE
            )
        {
            continue;
        }
        let Some(rest) = text.get(at..) else { continue };
        let Some(sign) = rest.chars().next() else { continue };
        // The word that stands for a field while a text is read.
        if sign == '\u{E010}' {
            let field = rest.get(..rest.floor_char_boundary(NEAR)).unwrap_or_default();
            done = field.find('\u{E011}').map_or(at + sign.len_utf8(), |end| at + end);
            continue;
        }
        let found = match sign {
            '[' | '<' | '{' | '(' | '«' => bracketed(text, at, sign),
            _ => run(text, at, sign),
        };
        match found {
            Ok(found) => {
                done = found.at.end;
                all.push(found);
            }
            Err(end) => done = end,
        }
    }
    let notes = NOTES.iter().flat_map(|note| text.match_indices(note));
    let notes = notes.map(|(at, note)| Unfilled { at: at..at + note.len(), what: Blank::Word });
    let notes: Vec<Unfilled> =
        notes.filter(|note| is_alone(text, note) && !is_among(&all, &note.at)).collect();
    if !notes.is_empty() {
        all.extend(notes);
        all.sort_by_key(|one| one.at.start);
    }
    all
}

/// Whether a note is no part of a longer word.
fn is_alone(text: &str, note: &Unfilled) -> bool {
    let letter = |c: char| c.is_alphanumeric();
    let before = text.get(..note.at.start).unwrap_or_default();
    let after = text.get(note.at.end..).unwrap_or_default();
    !before.ends_with(letter) && !after.starts_with(letter)
}

/// Whether a stretch touches one of some places, which are in order.
pub fn is_among(all: &[Unfilled], at: &Range<usize>) -> bool {
    let next = all.partition_point(|one| one.at.end <= at.start);
    all.get(next).is_some_and(|one| one.at.start < at.end)
}

/// The text before a place, as much as is looked at.
fn before(text: &str, at: usize) -> &str {
    let start = text.ceil_char_boundary(at.saturating_sub(NEAR));
    text.get(start..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default()
}

/// The rest of the line from a place on, as much as is looked at.
fn after(text: &str, at: usize) -> &str {
    let end = text.floor_char_boundary((at + NEAR).min(text.len()));
    text.get(at..end).unwrap_or_default().split(['\n', '\r']).next().unwrap_or_default()
}

/// Whether a backslash makes a letter of what follows.
fn is_escaped(before: &str) -> bool {
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Words in brackets that name what belongs in their place; or where to look on.
fn bracketed(text: &str, at: usize, sign: char) -> Result<Unfilled, usize> {
    let next = at + sign.len_utf8();
    let close = match sign {
        '[' => ']',
        '<' => '>',
        '{' => '}',
        '(' => ')',
        _ => '»',
    };
    let (before, rest) = (before(text, at), after(text, next));
    if is_escaped(before) || before.ends_with(['[', '!', '{', ']']) {
        return Err(next);
    }
    let Some((inner, beyond)) = rest.split_once(close) else { return Err(next) };
    // Of fields, links and short names of links others speak.
    if inner.trim_start().starts_with(['!', '^', '#'])
        || inner.contains(['[', '<', '{', '('])
        || beyond.starts_with(['(', ':', close]) && sign != '('
    {
        return Err(next);
    }
    let merged = sign == '«' && is_merged(inner);
    match named(inner, sign == '(') {
        Some(what) => Ok(Unfilled { at: at..next + inner.len() + close.len_utf8(), what }),
        None if merged => {
            Ok(Unfilled { at: at..next + inner.len() + close.len_utf8(), what: Blank::Named })
        }
        None => Err(next),
    }
}

/// Whether it is the name of a column, which a letter to many was never merged with: `«Ten_xa»`.
fn is_merged(inner: &str) -> bool {
    let one = !inner.is_empty() && inner.chars().all(|c| c.is_alphanumeric() || "_\\".contains(c));
    let hump = |pair: &[char]| matches!(pair, [a, b] if a.is_lowercase() && b.is_uppercase());
    let letters: Vec<char> = inner.chars().collect();
    one && (inner.contains('_') || letters.windows(2).any(hump))
}

/// A row of one sign that stands for words; or where to look on.
fn run(text: &str, at: usize, sign: char) -> Result<Unfilled, usize> {
    let near =
        text.get(at..text.floor_char_boundary((at + NEAR).min(text.len()))).unwrap_or_default();
    let same = |c: char| if matches!(sign, 'x' | 'X') { matches!(c, 'x' | 'X') } else { c == sign };
    let length = near.len() - near.trim_start_matches(same).len();
    let end = at + length;
    let count = near.get(..length).unwrap_or_default().chars().count();
    let next = Err(end.max(at + sign.len_utf8()));
    let (before, after) = (before(text, at), after(text, end));
    if is_escaped(before) {
        return next;
    }
    if matches!(sign, 'x' | 'X' | '*' | '•' | '…' | '.' | '#' | '_')
        && (count > 1 || matches!(sign, '…'))
        && let Some(masked) = masked(text, at..end)
    {
        return Ok(Unfilled { at: masked, what: Blank::Digits });
    }
    if let Some(day) = day(before, after, sign, count) {
        return Ok(Unfilled { at: at..end + day, what: Blank::Day });
    }
    let word = last_word(before);
    let what = match &*word {
        word if COMMUNES.contains(&word) => Blank::Place,
        "ngày" | "lúc" => Blank::Day,
        _ => Blank::Word,
    };
    let asked = what != Blank::Word || ASKING.contains(&&*word);
    let apart = before.ends_with([' ', '\u{a0}', '\t']);
    let spoken = before.trim_end();
    let told = spoken.ends_with(':') && apart && ends(after);
    let found = match sign {
        'x' | 'X' => {
            let alone = !before.ends_with(|c: char| c.is_alphanumeric() || "_@./#-".contains(c))
                && !after.starts_with(|c: char| c.is_alphanumeric() || "_@/-".contains(c))
                && !after
                    .strip_prefix('.')
                    .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            count > 2 && alone && !(ROMAN.contains(&&*word) && near.starts_with('X'))
        }
        '?' => count > 1 && apart && (asked || told),
        '_' => count > 1 && apart && asked && goes_on(after),
        '.' if count < 3 => false,
        '…' | '.' => {
            let line = if sign == '.' { count > 3 } else { count > 1 };
            // The number of a paper: `Số: …/KH-UBND`.
            let paper = spoken.ends_with(':') && after.starts_with('/');
            let told = told || paper;
            let number = apart && spoken.ends_with(char::is_alphanumeric) && counts(&word, after);
            if line {
                apart && (asked && goes_on(after) || number)
            } else {
                apart && asked || told || number
            }
        }
        _ => false,
    };
    if found { Ok(Unfilled { at: at..end, what }) } else { next }
}

/// The last word before a place, in small letters, with blanks between them.
fn last_word(before: &str) -> String {
    let spoken = before.trim_end();
    let start = spoken
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| spoken.ceil_char_boundary(at + 1));
    spoken.get(start..).unwrap_or_default().to_lowercase()
}

/// Whether a sentence goes on after what should be filled in: no further line to write on follows, as in
/// "Thôn ____ xã ____".
fn goes_on(after: &str) -> bool {
    let rest = after.trim_start();
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let small = word.to_lowercase();
    let asks = COMMUNES.contains(&&*small)
        || ASKING.contains(&&*small)
        || ["tháng", "năm"].contains(&&*small);
    if word.is_empty() {
        return rest.starts_with(['.', ',', ';', '!', '?']) && !rest.starts_with("..");
    }
    word == small && !asks && !word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a line ends, or the sentence.
fn ends(after: &str) -> bool {
    after.trim().trim_end_matches(['.', ',', ';']).is_empty()
}

/// Whether a number belongs between two words.
fn counts(before: &str, after: &str) -> bool {
    let Some(rest) = after.strip_prefix([' ', '\u{a0}']) else { return false };
    let word = rest.split(|c: char| !(c.is_alphanumeric() || c == '%')).next().unwrap_or_default();
    COUNTED.contains(&word) && (!PEOPLE.contains(&word) || COUNTING.contains(&before))
}

/// How many bytes more a day has whose number or month is not filled in: `…/…/2026`, `xx/xx/2026`.
fn day(before: &str, after: &str, sign: char, count: usize) -> Option<usize> {
    let fits = match sign {
        'x' | 'X' => count == 2,
        '.' => (2..=6).contains(&count),
        '…' => count <= 3,
        _ => false,
    };
    if !fits || before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '_')) {
        return None;
    }
    let is_open = |c: char| c == sign || matches!(c, 'x' | 'X' | '.' | '…');
    let (mut rest, mut slashes, mut digits) = (after, 0, 0);
    while let Some(inner) = rest.trim_start_matches(' ').strip_prefix('/').filter(|_| slashes < 2) {
        let inner = inner.trim_start_matches(' ');
        let figure = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let open = inner.len() - inner.trim_start_matches(is_open).len();
        let long = figure.max(open);
        if long == 0 {
            return None;
        }
        digits += usize::from(figure > 0);
        slashes += 1;
        rest = inner.get(long..)?;
    }
    let path = rest.trim_start_matches('.').starts_with(|c: char| c.is_alphanumeric() || c == '/');
    (slashes > 0 && !path && (digits > 0 || slashes == 2)).then(|| after.len() - rest.len())
}

/// A number to call with digits hidden, around a row of signs: `0912 xxx 678`, `0912.***.678`, `1900 xxxx`.
fn masked(text: &str, row: Range<usize>) -> Option<Range<usize>> {
    /// No number has more signs.
    const LONGEST: usize = 24;
    let of = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                'x' | 'X'
                    | '*'
                    | '•'
                    | '…'
                    | '#'
                    | '.'
                    | '-'
                    | ' '
                    | '\u{a0}'
                    | '('
                    | ')'
                    | '+'
                    | '_'
            )
    };
    let start = text.ceil_char_boundary(row.start.saturating_sub(LONGEST));
    let end = text.floor_char_boundary((row.end + LONGEST).min(text.len()));
    let before = text.get(start..row.start)?;
    let after = text.get(row.end..end)?;
    let head = before.len() - before.trim_end_matches(of).len();
    let tail = after.len() - after.trim_start_matches(of).len();
    let whole = text.get(row.start - head..row.end + tail)?;
    // Blanks around the number are no part of it, and neither is what ends the sentence.
    let lead =
        whole.len() - whole.trim_start_matches([' ', '\u{a0}', '.', '-', ')', '*', '_']).len();
    let number = whole.get(lead..)?.trim_end_matches([' ', '\u{a0}', '.', '-', '(', '+']);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let hidden: usize = number
        .chars()
        .map(|c| match c {
            'x' | 'X' | '*' | '•' | '#' | '_' => 1,
            '…' => 3,
            _ => 0,
        })
        .sum();
    // Points hide digits only where there are several in a row.
    let hidden = hidden + number.matches("...").count() * 3;
    let opens = ["0", "(0", "+84", "1800", "1900"].iter().any(|code| number.starts_with(code));
    let begun = text.get(..row.start - head + lead)?.ends_with(char::is_alphanumeric);
    let from = row.start - head + lead;
    let at = from..from + number.len();
    let fits = at.start <= row.start && at.end >= row.end.min(at.end + 1) && at.end > row.start;
    (opens
        && !begun
        && fits
        && (digits > 1 || hidden > 7)
        && hidden > 1
        && (8..=13).contains(&(digits + hidden)))
    .then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_filled_in_is_found() {
        for (text, at, what) in [
            ("Trạm y tế [tên xã] trực", "[tên xã]", Blank::Field("place.inline")),
            ("Ở <tên xã>, gọi", "<tên xã>", Blank::Field("place.inline")),
            ("Ở {Tên phường}", "{Tên phường}", Blank::Field("place.inline")),
            (
                "Gọi [số điện thoại trạm y tế]",
                "[số điện thoại trạm y tế]",
                Blank::Field("place.health_station.phone"),
            ),
            ("Gọi [SĐT]", "[SĐT]", Blank::Field("place.health_station.phone")),
            ("tỉnh [tên tỉnh].", "[tên tỉnh]", Blank::Field("place.province")),
            ("Họp ngày [ngày/tháng/năm]", "[ngày/tháng/năm]", Blank::Day),
            ("Gặp [họ tên cán bộ]", "[họ tên cán bộ]", Blank::Named),
            ("Ở […] có ao", "[…]", Blank::Word),
            ("Ở [...] có ao", "[...]", Blank::Word),
            ("Ở [xxx] có ao", "[xxx]", Blank::Word),
            ("[Chèn ảnh ao làng]", "[Chèn ảnh ao làng]", Blank::Picture),
            ("Ao (điền tên ao) sâu", "(điền tên ao)", Blank::Named),
            ("Kính gửi «Ten_xa»", "«Ten_xa»", Blank::Named),
            ("Xã XXX có ao", "XXX", Blank::Place),
            ("gặp anh xxx nhé", "xxx", Blank::Word),
            ("ở xã ___ có ao", "___", Blank::Place),
            ("ở xã ... có ao", "...", Blank::Place),
            ("ở xã …… có ao", "……", Blank::Place),
            ("gọi số …", "…", Blank::Word),
            ("gọi số ???", "???", Blank::Word),
            ("Số trực: …", "…", Blank::Word),
            ("Số trực: ???", "???", Blank::Word),
            ("Số: …/KH-UBND", "…", Blank::Word),
            ("ngày … tháng", "…", Blank::Day),
            ("TODO: viết", "TODO", Blank::Word),
            ("Cấp cứu [tên]", "[tên]", Blank::Named),
            ("Số trực (đang cập nhật)", "(đang cập nhật)", Blank::Named),
            ("Trực (bổ sung sau)", "(bổ sung sau)", Blank::Named),
            (
                "Gọi (điền số điện thoại)",
                "(điền số điện thoại)",
                Blank::Field("place.health_station.phone"),
            ),
            ("từ … giờ", "…", Blank::Word),
            ("Có ... trẻ đuối nước", "...", Blank::Word),
            ("Ngày …/…/2026", "…/…/2026", Blank::Day),
            ("Ngày .../.../2026, họp", ".../.../2026", Blank::Day),
            ("Ngày xx/xx/2026.", "xx/xx/2026", Blank::Day),
            ("Ngày .../12/2026", ".../12/2026", Blank::Day),
            ("Gọi 0912 xxx 678 nhé", "0912 xxx 678", Blank::Digits),
            ("Gọi 0912.***.678.", "0912.***.678", Blank::Digits),
            ("Gọi 0912***678", "0912***678", Blank::Digits),
            ("Gọi 0912…678", "0912…678", Blank::Digits),
            ("Gọi 0912...678", "0912...678", Blank::Digits),
            ("(0271) xxx xxxx", "(0271) xxx xxxx", Blank::Digits),
            ("09xx xxx xxx", "09xx xxx xxx", Blank::Digits),
            ("1900 xxxx", "1900 xxxx", Blank::Digits),
        ] {
            let found = unfilled(text);
            let shown: Vec<_> =
                found.iter().map(|one| (text.get(one.at.clone()), one.what)).collect();
            assert_eq!(shown, [(Some(at), what)], "{text}");
        }
    }

    #[test]
    fn ellipses_remarks_and_lines_to_write_on_stand() {
        for text in [
            "Con thấy…, con nghe…. Rồi thôi",
            "ao, hồ, sông, ... đều sâu",
            "Chờ… rồi gọi",
            "Im lặng … rồi chìm",
            "Theo [1] và [nháp], [note], [a] (b), [x] c, [ ] d",
            "[tên xã](lesson:a) và [xã]: b",
            "Họ tên: ........ Lớp: ……",
            "Họ tên: ________ Lớp __ Ngày __/__/____",
            "Thôn ____ xã ____ ngày ____ tháng ____",
            "Xã: ____",
            "thế kỷ XXX, lần thứ XXX",
            "www.xxx.vn, a@xxx.vn, XXXL, 5xx, 3x4",
            "../../2026.md và a/../b",
            r"\[tên xã] và \____ ở xã \___ có",
            "Nước (sâu) và (*) <b> {#do} [[ place.name ]]",
            "Anh Tư (xã Lộc Tấn) kể; (ký, ghi rõ họ tên), (ghi rõ họ tên)",
            "[!GHI CHÚ] và [ghi chú: a], [^thêm]",
            "(thêm muối), (thay nước mỗi ngày), (bổ sung nước), (điền vào phiếu)",
            "«Nước sâu» và «Nước»",
            "Gọi 0912 345 678. Rồi...",
            "2 * 3 = 6, 5*3, 10…20",
            "",
        ] {
            assert_eq!(unfilled(text), [], "{text}");
        }
    }

    #[test]
    fn a_text_of_blanks_is_read_once() {
        for piece in
            ["[", "(", "…", "...", "xxx ", "_", "*", "x", "0 x", "[tên xã] ", "xã … ", "•", "/…"]
        {
            let took = |many: usize| {
                let text = piece.repeat(many);
                let begun = cpu_time::ThreadTime::now();
                unfilled(&text);
                begun.elapsed()
            };
            took(1000);
            let (one, eight) = (took(4000), took(32_000));
            assert!(eight < one * 24, "{piece}: {one:?} {eight:?}");
        }
    }
}
