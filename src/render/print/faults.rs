//! What is told when a sheet cannot be made: in the author's words, at the author's file.

use typst::{diag::SourceDiagnostic, syntax::DiagSpanKind};

use super::{Job, Plate, Press, frames::Sight, signs};
use crate::{
    diag::{Diagnostic, Level, Span, Text},
    model::{Layout, Role},
    say,
};

fn error(code: &'static str, span: Span, text: Text, help: Text) -> Diagnostic {
    Diagnostic {
        level: Level::Error,
        code,
        span: Some(span),
        text,
        help: Some(help),
        related: Vec::new(),
    }
}

/// An error or warning of Typst. Unknown fonts and the like are only warnings there, but the
/// sheet would look wrong.
pub fn typst(
    press: &Press,
    plate: &Plate,
    job: &Job,
    layout: &Layout,
    found: &SourceDiagnostic,
) -> Diagnostic {
    let place_in_theme = match found.span.get() {
        // A range inside a node is left out: Typst asserts that it fits, and a caret at the node
        // will do.
        DiagSpanKind::Number { id, num, .. } => press
            .shop
            .source(id)
            .and_then(|(source, file)| source.range(num, None).map(|range| Span::new(file, range))),
        DiagSpanKind::Range { id, range } => {
            press.shop.source(id).map(|(_, file)| Span::new(file, range))
        }
        DiagSpanKind::Detached => None,
    };
    let hints: Vec<&str> = found.hints.iter().map(|hint| hint.v.as_str()).collect();
    let (message, hints) = (&found.message, hints.join("; "));
    let (lesson, place, lang, layout) = (&plate.lesson, &job.place, &plate.lang, &layout.name);
    let mut diagnostic = error(
        "typst-error",
        place_in_theme.unwrap_or(plate.span),
        say! {
            vi: "không dàn được tờ `{layout}` của bài `{lesson}` cho {place} ({lang}): {message}",
            en: "the sheet `{layout}` of `{lesson}` for {place} ({lang}) cannot be laid out: {message}"
        },
        if hints.is_empty() {
            say! {
                vi: "xem lại mẫu in ở chỗ được chỉ, hoặc hình vẽ của bài",
                en: "look at the layout where this points, or at the lesson's drawing"
            }
        } else {
            Text { vi: hints.clone(), en: hints }
        },
    );
    if place_in_theme.is_some() {
        diagnostic
            .related(plate.span, say! { vi: "khi in bài này", en: "while printing this lesson" });
    }
    diagnostic
}

/// A plate that was made without a layout; the reason was told when it was made.
pub fn no_layout(plate: &Plate) -> Diagnostic {
    let lesson = &plate.lesson;
    error(
        "layout-missing",
        plate.span,
        say! { vi: "không có mẫu in cho bài `{lesson}`", en: "there is no layout to print `{lesson}` with" },
        say! { vi: "xem lại `layouts` trong theme.yaml", en: "look at `layouts` in theme.yaml" },
    )
}

/// Everything that was seen on the pages and must not be.
pub fn seen(plate: &Plate, job: &Job, layout: &Layout, sight: &Sight) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    let (lesson, place, lang, name) = (&plate.lesson, &job.place, &plate.lang, &layout.name);
    for (letter, font) in &sight.missing {
        let code: Vec<String> =
            letter.chars().map(|letter| format!("U+{:04X}", u32::from(letter))).collect();
        let code = code.join(" ");
        let mut diagnostic = error(
            "glyph-missing",
            plate.span,
            say! {
                vi: "không phông chữ nào có chữ “{letter}” ({code}), kể cả {font}: bài `{lesson}`, {place} ({lang})",
                en: "no font has the letter “{letter}” ({code}), not even {font}: lesson `{lesson}`, {place} ({lang})"
            },
            signs::instead(letter),
        );
        for (span, words) in plate.parts.values() {
            if words.contains(letter.as_str()) {
                diagnostic.related(
                    *span,
                    say! { vi: "chữ đó nằm trong phần này", en: "the letter stands in this part" },
                );
            }
        }
        all.push(diagnostic);
    }
    for (panel, most) in &sight.overflow {
        // Text that leaves the page has left its panel too, and that says more.
        if panel.is_empty() && sight.overflow.len() > 1 {
            continue;
        }
        let feeds: Vec<Role> =
            roles(panel).iter().copied().filter(|role| plate.parts.contains_key(role)).collect();
        let mut diagnostic = error(
            "panel-overflow",
            plate.span,
            say! {
                vi: "chữ tràn khỏi khung `{panel}` của tờ `{name}` {most:.1} mm: bài `{lesson}`, {place} ({lang})",
                en: "text leaves the panel `{panel}` of the sheet `{name}` by {most:.1} mm: lesson `{lesson}`, {place} ({lang})"
            },
            shorten(panel, &feeds),
        );
        for role in &feeds {
            if let Some((span, _)) = plate.parts.get(role) {
                diagnostic.related(
                    *span,
                    say! { vi: "phần này nằm trong khung", en: "this part stands in the panel" },
                );
            }
        }
        all.push(diagnostic);
    }
    if sight.pages != layout.pages {
        let (found, wanted) = (sight.pages, layout.pages);
        all.push(error(
            "page-count",
            plate.span,
            say! {
                vi: "tờ `{name}` ra {found} trang, phải là {wanted}: bài `{lesson}`, {place} ({lang})",
                en: "the sheet `{name}` has {found} pages, not {wanted}: lesson `{lesson}`, {place} ({lang})"
            },
            say! { vi: "rút ngắn bài, hoặc sửa `pages` trong theme.yaml", en: "shorten the lesson, or correct `pages` in theme.yaml" },
        ));
    }
    all
}

/// A file too heavy to send over a telephone.
pub fn weight(plate: &Plate, job: &Job, layout: &Layout, bytes: usize, most: usize) -> Diagnostic {
    let (lesson, place, lang, name) = (&plate.lesson, &job.place, &plate.lang, &layout.name);
    let found = bytes.div_ceil(1000);
    error(
        "leaflet-weight",
        plate.span,
        say! {
            vi: "tờ `{name}` nặng {found} KB, nhiều nhất là {most} KB: bài `{lesson}`, {place} ({lang})",
            en: "the sheet `{name}` weighs {found} KB, at most {most} KB: lesson `{lesson}`, {place} ({lang})"
        },
        say! {
            vi: "vẽ hình đơn giản hơn, bớt đường nét và đừng dùng nét trong suốt",
            en: "make the drawing simpler: fewer paths, and nothing transparent"
        },
    )
}

/// Which parts feed a panel, for the names that the base theme uses.
fn roles(panel: &str) -> &'static [Role] {
    match panel {
        "flap" => &[Role::Happens],
        "steps" => &[Role::Do],
        "pairs" => &[Role::Dont],
        "place" => &[Role::Here, Role::Call],
        "sheet" => &[Role::Do, Role::Dont, Role::Happens],
        _ => &[],
    }
}

fn shorten(panel: &str, feeds: &[Role]) -> Text {
    let keys: Vec<String> = feeds.iter().map(|role| format!("`{}`", role.key())).collect();
    let keys = keys.join(", ");
    match panel {
        "cover" => {
            say! { vi: "rút ngắn `title` hoặc `action` của bài", en: "shorten the lesson's `title` or `action`" }
        }
        "back" => say! {
            vi: "rút ngắn danh sách nguồn của bài, hoặc tên đơn vị phát hành",
            en: "shorten the lesson's list of sources, or the name of the issuer"
        },
        "pairs" => {
            say! { vi: "rút ngắn phần {keys} hoặc khối `front`", en: "shorten the part {keys} or the block `front`" }
        }
        _ if feeds.is_empty() => {
            say! { vi: "rút ngắn phần nằm trong khung đó", en: "shorten the part that stands in this panel" }
        }
        _ => say! { vi: "rút ngắn phần {keys}", en: "shorten the part {keys}" },
    }
}
