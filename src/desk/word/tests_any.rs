//! Documents of any words and looks: no word is lost, and whatever is read loads.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    lesson::Draft,
    read,
    refused::Refused,
    tests::{docx, draft, p, r, shown},
};
use crate::{diag::Tongue, model::fold::nfc};

/// How often each word stands in a text.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let text = nfc(&text.replace('\\', ""));
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// Letters that could mean something to Markdown, XML, YAML, a theme, a list by hand.
const TEXT: &str = r"(- |\+ |1\. |a\) |• |# |> )?([a-zàếđ0-9]{1,4}[ \.,:;!\?\*_`\[\]\(\)\{\}#|<>&~\\%=+$^/'\x22–-]{0,3}){1,6}";

/// Stands before the words of a text box.
const BOXED: char = '\u{1}';
/// Stands before words that are left out and told.
const TOLD: char = '\u{2}';

/// Words in a font of before Unicode.
const OLD: [(&str, &str, &str); 3] = [
    (".VnTime", "®uèi n\u{AD}íc ", "đuối nước "),
    (".VnTimeH", "c\u{AD}", "CƯ"),
    ("VNI-Times", "nöôùc saïch", "nước sạch"),
];

/// Fields whose words are in no run.
const FIELDS: [(&str, &str, &str); 3] = [
    (
        r#"<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Một"/><w:listEntry w:val="thôn hai"/></w:ddList></w:ffData>"#,
        "FORMDROPDOWN",
        "thôn hai",
    ),
    ("", r"EQ \f(1;2)", "½"),
    ("", "MACROBUTTON NoMacro gõ đây", "\u{A0}Cần viết chỗ chưa điền gõ đây\u{A0}"),
];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A run with any looks, perhaps in a link or a tracked insertion, perhaps with a note.
fn any_run() -> impl Strategy<Value = (String, String)> {
    (TEXT, 0..16_u8, 0..3_usize).prop_map(|(text, kind, which)| {
        let xml = escaped(&text);
        let note = "Ghi chú dưới trang";
        match kind {
            0 => (r("<w:b/>", &xml), text),
            1 => (r("<w:i/>", &xml), text),
            2 => (r("<w:b/><w:i/>", &xml), text),
            3 => (format!(r#"<w:hyperlink r:id="r4">{}</w:hyperlink>"#, r("", &xml)), text),
            4 => (format!("<w:ins>{}</w:ins>", r("", &xml)), text),
            5 => {
                let xml = format!(r#"{}<w:r><w:footnoteReference w:id="1"/></w:r>"#, r("", &xml));
                (xml, format!("{text} {note} "))
            }
            6 => (format!("<w:r><w:t>{xml}</w:t><w:br/></w:r>"), format!("{text}\n")),
            7 => {
                let inner = p("", &xml);
                let xml =
                    format!("<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>");
                (xml, format!("{BOXED}{text}"))
            }
            8 | 9 => {
                // Those beside each other are reported as one.
                let (xml, text) = (format!("{xml}."), format!("{text}."));
                let looks = if kind == 8 { "<w:strike/>" } else { "<w:vanish/>" };
                let blank =
                    text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
                let shown = if blank { " " } else { "" };
                (r(looks, &xml), format!("{shown}{TOLD}{text}"))
            }
            10 => {
                let (font, old, new) = OLD[which];
                let looks = format!(r#"<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>"#);
                // Of itself no run of its neighbour.
                (format!("{}{}", r(&looks, old), r("", ".")), format!("{new}."))
            }
            11 => (r(r#"<w:vertAlign w:val="superscript"/>"#, "26"), "²⁶".to_owned()),
            12 => {
                let (data, code, shown) = FIELDS[which];
                let begin = format!(r#"<w:fldChar w:fldCharType="begin">{data}</w:fldChar>"#);
                let end = r#"<w:fldChar w:fldCharType="end"/>"#;
                let xml = format!(
                    "<w:r>{begin}</w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r>{end}</w:r>"
                );
                (xml, shown.to_owned())
            }
            13 => (r(r#"<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>"#, "£ a"), "≤ α".to_owned()),
            _ => (r("", &xml), text),
        }
    })
}

fn any_paragraph() -> impl Strategy<Value = (String, String)> {
    let styles = prop::sample::select(vec!["u1", "u2", "Muc", "Tieu", "", "", ""]);
    let list = prop::option::weighted(0.3, (1..9_u8, 0..3_u8));
    (styles, list, prop::collection::vec(any_run(), 1..5)).prop_map(|(style, list, runs)| {
        let (xml, text): (Vec<String>, Vec<String>) = runs.into_iter().unzip();
        let number = list.map(|(list, level)| {
            format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#)
        });
        let number = number.unwrap_or_default();
        let xml = xml.concat();
        let apart = text.iter().map(|text| text.split_once(TOLD).unwrap_or((text, "")));
        let (text, gone): (Vec<String>, Vec<String>) =
            apart.map(|(text, gone)| (text.to_owned(), gone.to_owned())).unzip();
        let gone = gone.join(" ");
        // Runs beside each other make one word; text boxes follow the paragraph.
        let (boxed, own): (Vec<String>, Vec<String>) =
            text.into_iter().partition(|text| text.starts_with(BOXED));
        let text = [own.concat(), boxed.concat()].concat().replace(BOXED, " ");
        let xml = format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{number}</w:pPr>{xml}</w:p>"#);
        (xml, format!("{text}\n{TOLD}{gone}\n"))
    })
}

fn any_block() -> impl Strategy<Value = (String, String)> {
    let cells = prop::collection::vec(any_paragraph(), 1..7);
    let table = (cells, 1..4_usize).prop_map(|(cells, columns)| {
        let text: String = cells.iter().map(|(_, text)| text.as_str()).collect();
        let cells: Vec<String> =
            cells.iter().map(|(xml, _)| format!("<w:tc>{xml}</w:tc>")).collect();
        let rows = cells.chunks(columns).map(|row| format!("<w:tr>{}</w:tr>", row.concat()));
        (format!("<w:tbl>{}</w:tbl>", rows.collect::<Vec<_>>().concat()), text)
    });
    prop_oneof![4 => any_paragraph(), 1 => table]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_word_of_a_document_is_lost_and_the_draft_loads(blocks in prop::collection::vec(any_block(), 1..12)) {
        let (xml, text): (Vec<String>, Vec<String>) = blocks.into_iter().unzip();
        let read = read::document(&docx(&xml.concat()), false);
        let read = match read {
            Ok(read) => read,
            Err(refused) => {
                prop_assert_eq!(refused, Refused::Empty);
                return Ok(());
            }
        };
        let Draft { text: written, left, .. } = draft(&read);
        let (losses, plain) = shown(&written);
        prop_assert_eq!(losses, "", "{}", written);
        let all = text.concat();
        let (gone, text): (Vec<&str>, Vec<&str>) =
            all.split('\n').partition(|line| line.starts_with(TOLD));
        let left: String = left.iter().map(|line| line.whole(Tongue::Vi)).collect();
        let left = words(&left);
        for (word, times) in words(&gone.concat()) {
            let there = left.get(&word).copied().unwrap_or_default();
            prop_assert!(there >= times, "`{word}` is not losses: {left:?}");
        }
        // Where a link leads is shown too.
        let plain = plain.replace("https://www.who.int/a_b%28c%29", "");
        let (wanted, got, seen) = (words(&text.join("\n")), words(&written), words(&plain));
        for (word, times) in wanted {
            let shown = seen.get(&word).copied().unwrap_or_default();
            // The number before an item is not among the words that are shown.
            let typed = got.get(&word).copied().unwrap_or_default();
            let is_number = word.chars().all(|c| c.is_ascii_digit());
            let there = if is_number { shown + typed } else { shown };
            prop_assert!(there >= times, "`{word}` is lost:\n{written}\n---\n{plain}");
        }
    }

    #[test]
    fn a_document_that_is_cut_or_changed_anywhere_is_read_or_refused(
        blocks in prop::collection::vec(any_block(), 1..4),
        cuts in prop::collection::vec((0..1000_usize, 0..40_usize, "[<>/\"=a-z:&;]{0,6}"), 1..4),
    ) {
        let mut xml: String = blocks.into_iter().map(|(xml, _)| xml).collect();
        for (at, long, new) in cuts {
            let mut at = xml.len() * at / 1000;
            while !xml.is_char_boundary(at) {
                at -= 1;
            }
            let mut end = (at + long).min(xml.len());
            while !xml.is_char_boundary(end) {
                end += 1;
            }
            xml.replace_range(at..end, &new);
        }
        if let Ok(read) = read::document(&docx(&xml), false) {
            let written = draft(&read).text;
            prop_assert_eq!(shown(&written).0, "", "{}", written);
        }
    }

    #[test]
    fn an_archive_that_is_changed_anywhere_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = docx(&p("u1", "chữ"));
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read::document(&bytes, false);
    }
}
