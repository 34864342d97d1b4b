//! Where links lead, and which picture is shown.

use pulldown_cmark::CowStr;

use super::{mask::push, tree::Reader};
use crate::{
    diag::Span,
    load::phone,
    model::{Callee, Inline, InlineKind, Scheme, block::Target, phone::NoCallee},
    say,
};

impl Reader<'_> {
    /// Adds a picture to a line.
    pub(super) fn picture(
        &mut self,
        url: &CowStr<'_>,
        alt: &str,
        span: Span,
        inlines: &mut Vec<Inline>,
    ) {
        if alt.is_empty() {
            self.report.error_with_help(
                "picture-alt",
                span,
                say! { vi: "ảnh chưa có chữ thay ảnh", en: "the picture has no alternative text" },
                say! {
                    vi: "viết trong ngoặc vuông điều người xem thấy: `![Người lớn đứng sát trẻ](anh.svg)`",
                    en: "write what one sees between the brackets: `![An adult close to a child](picture.svg)`"
                },
            );
        }
        let url = self.plain(url, span, ("tên ảnh", "a picture's file name"));
        if url.contains(':') || url.starts_with('/') {
            self.report.error_with_help(
                "picture-missing",
                span,
                say! { vi: "ảnh phải nằm trong thư mục của bài, không lấy từ `{url}`", en: "a picture must lie in the lesson's folder, not at `{url}`" },
                say! { vi: "chép ảnh vào cạnh tệp bài rồi ghi tên ảnh", en: "copy it beside the lesson and write its name" },
            );
            push(inlines, Inline::text(alt, span));
            return;
        }
        let (path, alt) = (beside(self.folder, &url), alt.to_owned());
        inlines.push(Inline::new(InlineKind::Picture { path, alt }, span));
    }

    /// Where a link leads; nothing if that is told to be nowhere.
    pub(super) fn target(&mut self, url: &CowStr<'_>, span: Span) -> Option<Target> {
        let mut pieces = self.words(url, span);
        // Schemes are the same in capitals, as some programs write them.
        if let Some(Inline { kind: InlineKind::Text(text), .. }) = pieces.first_mut()
            && let Some((scheme, rest)) = text.split_once(':')
            && scheme.chars().all(|c| c.is_ascii_alphabetic())
        {
            *text = format!("{}:{rest}", scheme.to_ascii_lowercase());
        }
        let literal = match pieces.as_slice() {
            // The scheme must be typed, so that no field can make a script of a link.
            [Inline { kind: InlineKind::Text(text), .. }, ..] => text.clone(),
            _ => String::new(),
        };
        if let Some(id) = literal.strip_prefix("lesson:") {
            return Some(Target::Lesson(id.to_owned()));
        }
        if let Some((scheme, Err(wrong))) = Callee::of(&pieces) {
            self.refuse_call(scheme, &wrong, span);
            return None;
        }
        if ["https://", "http://", "tel:", "mailto:", "sms:", "#"]
            .iter()
            .any(|scheme| literal.starts_with(scheme))
        {
            return Some(Target::Address(pieces));
        }
        if literal.is_empty()
            || literal.contains(':')
            || pieces.len() > 1
            || literal.starts_with('/')
        {
            let typed = self.typed(span);
            self.report.error_with_help(
                "link-target",
                span,
                say! { vi: "không mở được liên kết `{typed}`", en: "the link `{typed}` leads nowhere" },
                say! {
                    vi: "viết `lesson:ten-bai` để dẫn tới bài khác, `tel:…` để gọi, hoặc địa chỉ bắt đầu bằng `https://`",
                    en: "write `lesson:its-id` for another lesson, `tel:…` to call, or an address that begins with `https://`"
                },
            );
            return None;
        }
        Some(Target::File(beside(self.folder, &literal)))
    }

    /// A link with nothing to tap on.
    pub(super) fn refuse_blank_link(&mut self, span: Span) {
        self.report.error_with_help(
            "link-empty",
            span,
            say! { vi: "liên kết này không có chữ nào để bấm", en: "there is nothing to tap on in this link" },
            say! { vi: "viết điều người đọc sẽ thấy: `[Xem cách làm](…)`", en: "write what readers see: `[See how](…)`" },
        );
    }

    /// A link that is there to call or write to somebody and reaches nobody.
    fn refuse_call(&mut self, scheme: Scheme, wrong: &NoCallee, span: Span) {
        match wrong {
            NoCallee::Fault(typed, fault) => {
                phone::refuse(self.report, typed, fault, span, phone::Typed::Link);
            }
            NoCallee::Mixed => {
                let typed = self.typed(span);
                let text = match scheme {
                    Scheme::Tel => {
                        say! { vi: "liên kết `{typed}` không gọi tới đúng một số", en: "the link `{typed}` does not call exactly one number" }
                    }
                    Scheme::Sms => {
                        say! { vi: "liên kết `{typed}` không nhắn tới đúng một số", en: "the link `{typed}` does not write to exactly one number" }
                    }
                };
                let scheme = scheme.as_str();
                self.report.error_with_help(
                    "link-target",
                    span,
                    text,
                    say! {
                        vi: "sau `{scheme}` chỉ viết một số: `[[ fact.ten_so ]]` hoặc `[[ place.police.phone ]]`",
                        en: "write one number alone after `{scheme}`: `[[ fact.its_id ]]` or `[[ place.police.phone ]]`"
                    },
                );
            }
        }
    }

    /// The first line of what stands somewhere in the source.
    fn typed(&self, span: Span) -> String {
        self.typed_at(span).lines().next().unwrap_or_default().to_owned()
    }

    /// An address as words, for a link that has none: on paper it would vanish.
    pub(super) fn address(&self, url: &CowStr<'_>, span: Span) -> Vec<Inline> {
        let mut words = self.words(url, span);
        if let Some(Inline { kind: InlineKind::Text(first), .. }) = words.first_mut() {
            for scheme in ["lesson:", "tel:", "mailto:", "sms:"] {
                if let Some(rest) = first.strip_prefix(scheme) {
                    *first = rest.to_owned();
                }
            }
        }
        words
    }
}

/// The path of a file that is named beside a lesson.
pub fn beside(folder: &str, name: &str) -> String {
    format!("{folder}/{}", name.strip_prefix("./").unwrap_or(name))
}
