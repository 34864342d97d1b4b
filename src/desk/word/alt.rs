//! The alternative text of a picture: what somebody wrote of it, and how it is written.

use pulldown_cmark::{Event, Options, Tag, TagEnd};

use super::{block::Picture, escape};
use crate::{
    check,
    foreign::markdown,
    model::fold::{self, nfc},
};

/// What newer versions of Word add to a description that nobody wrote, without marks.
const BY_MACHINE: [&str; 4] = [
    "description automatically generated",
    "ai generated content may be incorrect",
    "mo ta duoc tao tu dong",
    "noi dung do ai tao ra co the khong chinh xac",
];

/// What somebody wrote of a picture, on a line. Nothing if it was a program that looked at it, and if
/// it is the name of a file or says only that there is a picture.
pub fn said(described: &str, file: &str) -> Option<String> {
    let line = nfc(&described.split_whitespace().collect::<Vec<_>>().join(" "));
    let key = fold::key(&line);
    let by_machine = BY_MACHINE.iter().any(|ending| key.contains(ending));
    (!line.is_empty() && !by_machine && !check::says_nothing(&line, file)).then_some(line)
}

/// A picture as Markdown.
pub fn picture(picture: &Picture) -> String {
    let Picture { file, alt, unwritten, .. } = picture;
    // A mark of ours is Markdown already; two brackets beside each other would open a field.
    if *unwritten {
        return format!("![ {alt}]({file})");
    }
    let written = format!("![{}]({file})", escape::text(alt, Some(']')).replace(']', "\\]"));
    if reads_as(&written, alt) {
        return written;
    }
    format!("![{}]({file})", escape::every(alt))
}

/// Whether Markdown takes it for a picture with that text.
fn reads_as(written: &str, alt: &str) -> bool {
    if ["[[", "{{", "{%", "[%"].iter().any(|tag| written.contains(tag)) {
        return false;
    }
    let mut shown = String::new();
    let mut pictures = 0;
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let Ok(read) = markdown::read(written, options) else { return false };
    for (event, _) in read.events {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::Text(words) => shown.push_str(&words),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph | TagEnd::Image) => {}
            _ => return false,
        }
    }
    pictures == 1 && shown == alt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_somebody_wrote_is_taken() {
        let said = |text: &str| said(text, "hinh-1.png");
        assert_eq!(said(" Giếng có\nnắp "), Some("Giếng có nắp".to_owned()));
        for none in [
            "",
            "Picture 1",
            "Hình 3",
            r"C:\Users\Lan\Desktop\gieng.jpg",
            "Description: D:\\anh.bmp",
            "IMG_256",
            "z5487612345678",
            "5f3d2a1b9c",
            "gieng nuoc.jpg",
            "A person standing in a river\n\nDescription automatically generated with low confidence",
            "Ảnh có chứa văn bản, ký hiệu\n\nMô tả được tạo tự động",
            "Ảnh có chứa biểu đồ\n\nNội dung do AI tạo ra có thể không chính xác.",
            "A dog\n\nAI-generated content may be incorrect.",
        ] {
            assert_eq!(said(none), None, "{none}");
        }
    }

    #[test]
    fn what_markdown_would_take_for_its_own_is_text() {
        let of = |alt: &str| Picture {
            file: "hinh-1.png".to_owned(),
            alt: alt.to_owned(),
            unwritten: false,
            joined: false,
        };
        assert_eq!(picture(&of("Giếng")), "![Giếng](hinh-1.png)");
        for alt in [
            "a] b",
            "[[ place.name ]]",
            "{{ a }}",
            "**a** `b` <c>",
            "a \\",
            "&lt; | a",
            "[a](b)",
            "!",
        ] {
            let written = picture(&of(alt));
            assert!(reads_as(&written, alt), "{alt}: {written}");
        }
        let unwritten = Picture { unwritten: true, ..of("[Cần viết] Thấy gì") };
        assert_eq!(picture(&unwritten), "![ [Cần viết] Thấy gì](hinh-1.png)");
    }
}
