//! Alternative texts say what one sees: whoever cannot see a picture has nothing else.

use crate::{
    check::{notes, texts},
    diag::{Report, Span},
    model::{Campaign, Inline, InlineKind, block::each_inline, fold, picture::is_name_of_picture},
    say,
};

/// Words that say only that there is a picture, without marks.
const EMPTY: [&str; 16] = [
    "hinh",
    "hinh anh",
    "anh",
    "buc anh",
    "buc hinh",
    "hinh ve",
    "anh chup",
    "hinh minh hoa",
    "minh hoa",
    "image",
    "picture",
    "photo",
    "drawing",
    "illustration",
    "figure",
    "alt",
];

/// No alternative text is the name of a file, or says only that there is a picture.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (_, _, text) in texts(campaign) {
        let figure = &text.figure;
        look(report, &figure.alt, &figure.path, figure.span);
        text.each_inline(&mut |inline| picture(report, inline));
    }
    for (_, note) in notes(campaign) {
        each_inline(&note.blocks, &mut |inline| picture(report, inline));
    }
}

fn picture(report: &mut Report, inline: &Inline) {
    if let InlineKind::Picture { path, alt } = &inline.kind {
        look(report, alt, path, inline.span);
    }
}

/// Whether an alternative text says no more than that there is a picture, or is the name of a file:
/// of this one, or as cameras and programs name theirs. An empty one is none of these.
pub fn says_nothing(alt: &str, name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let said = fold::unmarked(alt).to_lowercase();
    let said = said.trim().trim_end_matches('.');
    // `IMG_256`, `z548761`, `5f3d2a1b`, `C:\Users\…`.
    let digits = said.chars().filter(char::is_ascii_digit).count();
    let is_word = said.is_ascii() && !said.contains(' ');
    let by_machine = (is_word && (said.contains('_') || digits > 2)) || said.contains(":\\");
    let is_name = said == stem || is_name_of_picture(said) || by_machine;
    let letters = |c: char| !c.is_numeric() && !c.is_whitespace();
    let bare = said.trim_matches(|c| !letters(c));
    !alt.is_empty() && (is_name || EMPTY.contains(&bare) || bare.is_empty())
}

fn look(report: &mut Report, alt: &str, path: &str, span: Span) {
    let name = path.rsplit('/').next().unwrap_or_default();
    // Empty ones are reported where they are read.
    if !says_nothing(alt, name) {
        return;
    }
    report
        .warning(
            "picture-alt-empty",
            span,
            say! { vi: "chữ thay ảnh `{alt}` không nói người xem thấy gì", en: "the alternative text `{alt}` does not say what one sees" },
        )
        .help(say! { vi: "viết một câu ngắn, như kể cho người không thấy ảnh: `Người lớn đứng sát trẻ bên bờ ao`", en: "write a short sentence, as to somebody who cannot see it: `An adult stands close to a child at the pond`" });
}
