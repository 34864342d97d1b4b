//! Pages travel over slow telephones: no picture weighs more than its page can bear.

use std::collections::BTreeSet;

use crate::{
    check::{notes, texts},
    diag::{Report, Span},
    model::{Campaign, Inline, InlineKind, block::each_inline, picture::PictureKind},
    say,
};

/// A drawing stands in the page itself, which has 14 kB for its first answer. Packed, a traced drawing
/// of so many bytes takes about eight of them.
const DRAWING: usize = 20_000;

/// A photograph comes after the words. Over a slow line so many bytes take a few seconds.
const PHOTOGRAPH: usize = 200_000;

/// Pictures are reported once, where they are shown first.
pub fn check(report: &mut Report, campaign: &Campaign) {
    let mut seen = BTreeSet::new();
    let mut look = |path: &str, span| {
        if seen.insert(path.to_owned()) {
            weigh(report, campaign, path, span);
        }
    };
    for (_, _, text) in texts(campaign) {
        look(&text.figure.path, text.figure.span);
    }
    let mut inline = |inline: &Inline| {
        if let InlineKind::Picture { path, .. } = &inline.kind {
            look(path, inline.span);
        }
    };
    for (_, _, text) in texts(campaign) {
        text.each_inline(&mut inline);
    }
    for (_, note) in notes(campaign) {
        each_inline(&note.blocks, &mut inline);
    }
}

fn weigh(report: &mut Report, campaign: &Campaign, path: &str, span: Span) {
    let Some(picture) = campaign.pictures.get(path) else { return };
    let drawn = picture.kind == PictureKind::Svg;
    let bytes = picture.webp().map_or(&picture.bytes, |(_, bytes)| bytes).len();
    let most = if drawn { DRAWING } else { PHOTOGRAPH };
    if bytes <= most {
        return;
    }
    let (has, most) = (bytes.div_ceil(1000), most / 1000);
    let text = say! {
        vi: "hình `{path}` nặng {has} kB, nên dưới {most} kB",
        en: "the picture `{path}` weighs {has} kB, under {most} kB would be better"
    };
    let help = if drawn {
        say! { vi: "bớt nét, bớt điểm; trong Inkscape chọn Lưu thành, loại “Optimized SVG”", en: "use fewer strokes and points; in Inkscape choose Save as, “Optimized SVG”" }
    } else {
        say! { vi: "cắt ảnh cho còn phần cần xem; ảnh chụp thì lưu thành .jpg, đừng lưu thành .png", en: "cut it to what must be seen; save a photograph as .jpg, not as .png" }
    };
    report.warning("picture-heavy", span, text).help(help);
}
