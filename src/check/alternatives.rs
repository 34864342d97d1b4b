//! Alternative texts say what one sees: whoever cannot see a picture has nothing else.

use crate::{
    check::{notes, texts},
    diag::{Report, Span},
    model::{Campaign, Inline, block::each_inline, fold, picture::is_name_of_picture},
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
    if let Inline::Picture { path, alt, span } = inline {
        look(report, alt, path, *span);
    }
}

fn look(report: &mut Report, alt: &str, path: &str, span: Span) {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let said = fold::unmarked(alt).to_lowercase();
    let said = said.trim().trim_end_matches('.');
    let is_name = said == stem || is_name_of_picture(said);
    let letters = |c: char| !c.is_numeric() && !c.is_whitespace();
    let bare = said.trim_matches(|c| !letters(c));
    // Empty ones are told where they are read.
    if alt.is_empty() || !(is_name || EMPTY.contains(&bare) || bare.is_empty()) {
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
