//! Cards, drawn by Typst as pictures of pixels.

use std::{collections::HashMap, io::Cursor};

use image::{ExtendedColorType, ImageEncoder, RgbImage, codecs::jpeg, codecs::png};
use typst::{diag::SourceDiagnostic, foundations::Bytes, syntax::DiagSpanKind};
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use crate::{
    diag::{Report, Span, Text},
    foreign::{Panic, fenced},
    model::Campaign,
    render::shared::{
        card::{Card, HEIGHT, WIDTH},
        paged::{
            can_be_drawn, frames,
            world::{DocumentWorld, Shop, file_id},
        },
    },
    say,
};

/// The quality of a card in JPEG, of a hundred: under 100 kB, which is what messengers fetch.
const QUALITY: u8 = 80;

/// What every card of a campaign shares.
pub struct Press {
    shop: Shop,
    threads: usize,
}

/// What is wrong with a card.
#[derive(Debug)]
pub struct Fault {
    span: Option<Span>,
    what: Text,
}

impl Press {
    /// Sets up the fonts and the layout.
    pub fn new(campaign: &Campaign) -> Self {
        let layout = campaign.theme.card.iter().map(|layout| ("card.typ", &layout.source));
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Self { shop: Shop::of(&campaign.theme.fonts, layout), threads }
    }
}

fn told(what: Text) -> Fault {
    Fault { span: None, what }
}

/// What cannot be, and yet is said.
fn nothing() -> Fault {
    told(say! { vi: "không vẽ được gì", en: "nothing was drawn" })
}

/// Draws a card and writes it as PNG or JPEG, as its name says.
///
/// # Errors
/// When the layout fails, or text finds no letter or no room.
pub fn draw(press: &Press, campaign: &Campaign, card: &Card) -> Result<Vec<u8>, Fault> {
    let drawn = fenced(|| pixels(press, campaign, card));
    typst::comemo::evict(2 * press.threads);
    let pixels = drawn.unwrap_or_else(|Panic(said)| {
        Err(told(say! { vi: "máy dàn trang dừng giữa chừng ({said})", en: "the typesetter gave up ({said})" }))
    })?;
    let mut bytes = Cursor::new(Vec::new());
    let written = if card.name.ends_with(".jpg") {
        jpeg::JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&pixels)
    } else {
        let best = (png::CompressionType::Best, png::FilterType::Adaptive);
        png::PngEncoder::new_with_quality(&mut bytes, best.0, best.1).write_image(
            &pixels,
            pixels.width(),
            pixels.height(),
            ExtendedColorType::Rgb8,
        )
    };
    written.map_err(|error| told(say! { vi: "{error}", en: "{error}" }))?;
    Ok(bytes.into_inner())
}

fn pixels(press: &Press, campaign: &Campaign, card: &Card) -> Result<RgbImage, Fault> {
    let main = file_id("/print/card.typ").ok_or_else(nothing)?;
    let mut files = HashMap::new();
    let figure = card.figure.as_ref().and_then(|path| campaign.pictures.get(path));
    let figure = figure.map(|picture| {
        (format!("/figure.{}", picture.kind.extension()), Bytes::new(picture.bytes.clone()))
    });
    let json = ("/card.json".to_owned(), Bytes::new(card.json.clone()));
    for (path, bytes) in figure.into_iter().chain([json]) {
        files.extend(file_id(&path).map(|id| (id, bytes)));
    }
    let document =
        DocumentWorld { shop: &press.shop, main, lesson: &files, place: &HashMap::new() };
    let compiled = typst::compile::<PagedDocument>(&document);
    let of_typst = |found: &SourceDiagnostic| {
        let hints = found.hints.iter().map(|hint| hint.v.as_str());
        let said = std::iter::once(found.message.as_str()).chain(hints);
        let said = said.collect::<Vec<_>>().join("; ");
        let span = match found.span.get() {
            DiagSpanKind::Number { id, num, .. } => {
                press.shop.source(id).and_then(|(source, file)| {
                    source.range(num, None).map(|range| Span::new(file, range))
                })
            }
            DiagSpanKind::Range { id, range } => {
                press.shop.source(id).map(|(_, file)| Span::new(file, range))
            }
            DiagSpanKind::Detached => None,
        };
        Fault { span, what: say! { vi: "{said}", en: "{said}" } }
    };
    let document = match compiled.output {
        Ok(document) => document,
        Err(errors) => {
            let first = errors.first().map(of_typst);
            return Err(first.unwrap_or_else(nothing));
        }
    };
    if let Some(warning) = compiled.warnings.first() {
        return Err(of_typst(warning));
    }
    let sight = frames::look(&document, None);
    if let Some((letter, _)) = sight.missing.first() {
        return Err(told(
            say! { vi: "không phông chữ nào có “{letter}”", en: "no font has “{letter}”" },
        ));
    }
    if let Some(panel) = sight.overflow.keys().last() {
        return Err(told(match panel.as_str() {
            "" => say! { vi: "chữ tràn khỏi ảnh", en: "text leaves the picture" },
            panel => {
                say! { vi: "chữ tràn khung `{panel}`", en: "text leaves the panel `{panel}`" }
            }
        }));
    }
    if let Some((words, others)) = sight.overlaps.first() {
        return Err(told(say! {
            vi: "“{words}” và “{others}” in đè lên nhau",
            en: "“{words}” and “{others}” are printed over each other"
        }));
    }
    let pages = document.pages().len();
    let (Some(page), 1) = (document.pages().first(), pages) else {
        return Err(told(say! { vi: "ra {pages} trang", en: "it has {pages} pages" }));
    };
    let other = |width: f64, height: f64| {
        told(
            say! { vi: "rộng {width}, cao {height}, phải là {WIDTH} × {HEIGHT}", en: "it is {width} × {height}, not {WIDTH} × {HEIGHT}" },
        )
    };
    if !can_be_drawn(page, 1.0) {
        let size = page.frame.size();
        return Err(other(size.x.to_pt().round(), size.y.to_pt().round()));
    }
    let options = RenderOptions { pixel_per_pt: 1.0.into(), render_bleed: false };
    let seen = typst_render::render(page, &options);
    let (width, height) = (seen.width(), seen.height());
    if (width, height) != (WIDTH, HEIGHT) {
        return Err(other(width.into(), height.into()));
    }
    // The page has a ground, so no pixel shines through.
    let pixels = seen.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
    RgbImage::from_raw(width, height, pixels.collect()).ok_or_else(nothing)
}

/// Tells what is wrong with the card of what stands at `shown`. A fault of the layout shows in
/// every card, and is reported once.
pub fn report(to: &mut Report, fault: &Fault, shown: Span) {
    let Fault { span, what: Text { vi, en } } = fault;
    let at = span.unwrap_or(shown);
    if to.has("card-error", at) {
        return;
    }
    to.error_with_help(
        "card-error",
        at,
        say! { vi: "không vẽ được ảnh chia sẻ: {vi}", en: "the card for sharing cannot be drawn: {en}" },
        say! { vi: "sửa `card.typ` của giao diện, rút ngắn `title` và `action` của bài, hoặc bỏ `cards` khỏi `formats`", en: "correct the theme's `card.typ`, shorten the lesson's `title` and `action`, or take `cards` out of `formats`" },
    );
}
