//! What is reported when sheets cannot be made: in the author's words, at the author's file.
//!
//! The same thing is often wrong in every place. It is reported once, with the place where it is worst
//! and how many others there are.

use typst::{
    diag::SourceDiagnostic,
    syntax::{DiagSpan, DiagSpanKind},
};

use super::{
    Job, Plate, Press,
    copied::{self, Breach, Rule},
    signs,
};
use crate::{
    diag::{Diagnostic, Level, Sources, Span, Text},
    foreign::Panic,
    model::{Layout, Role, theme::Of},
    render::shared::paged::frames::Sight,
    say,
};

/// The least width of a dot of a square code, in millimetres: what a telephone still finds on the
/// copy of a copy.
const LEAST_DOT: f64 = 0.4;

/// Something that is wrong with one sheet.
#[derive(Debug)]
pub struct Fault {
    layout: String,
    /// Nothing for the general edition.
    place: Option<String>,
    /// Where the water of the sheet stands, if it is of one.
    span: Option<Span>,
    what: What,
}

#[derive(Debug)]
enum What {
    /// An error or warning of Typst. Unknown fonts and the like are only warnings there, but the
    /// sheet would look wrong.
    Typst { span: Option<Span>, message: String, hints: String },
    /// The typesetter gave up, with these words; and the fonts that the campaign brings.
    Stopped { said: String, fonts: String },
    /// A letter that no font has, and the font that was asked last.
    Letter { letter: String, font: String },
    /// Text that leaves its panel, or the page if that has no name.
    Overflow { panel: String, millimetres: f64 },
    /// Words that stand on other words.
    Overlap { words: String, others: String },
    /// Words through which a rule or the edge of a frame runs.
    Struck { words: String },
    /// A square code whose dots are too small for a copier and a cheap telephone.
    Code { dot: f64 },
    /// More or fewer pages than the layout has.
    Pages { found: usize, wanted: String },
    /// What a copier cannot do, and where the layout draws it.
    Copied { span: Option<Span>, breach: Breach },
    /// A file too heavy to send over a telephone.
    Weight { kilobytes: usize, most: usize },
    /// Something on a sheet for a printing house has the colours of a screen.
    Screen,
}

impl Fault {
    fn new(layout: &Layout, job: &Job, what: What) -> Self {
        Self { layout: layout.name.clone(), place: job.place.clone(), span: job.span, what }
    }

    /// Whether two faults are one to the author, whose lesson or theme must be changed once.
    fn is_same(&self, plate: &Plate, other: &Self, of: &Plate) -> bool {
        let sheet = (&plate.name, &plate.lang, &self.layout) == (&of.name, &of.lang, &other.layout);
        match (&self.what, &other.what) {
            (
                What::Typst { span: Some(a), message: x, .. },
                What::Typst { span: Some(b), message: y, .. },
            ) => (a, x) == (b, y),
            (
                What::Typst { span: None, message: x, .. },
                What::Typst { span: None, message: y, .. },
            ) => sheet && x == y,
            (What::Copied { span: a, breach: x }, What::Copied { span: b, breach: y }) => {
                let here = if a.is_some() { self.layout == other.layout } else { sheet };
                a == b && here && x.rule.is_same(&y.rule)
            }
            (What::Letter { letter: a, .. }, What::Letter { letter: b, .. }) => {
                plate.name == of.name && a == b
            }
            (What::Stopped { said: a, .. }, What::Stopped { said: b, .. })
            | (What::Overflow { panel: a, .. }, What::Overflow { panel: b, .. }) => sheet && a == b,
            (What::Overlap { .. }, What::Overlap { .. })
            | (What::Struck { .. }, What::Struck { .. })
            | (What::Code { .. }, What::Code { .. })
            | (What::Pages { .. }, What::Pages { .. })
            | (What::Weight { .. }, What::Weight { .. })
            | (What::Screen, What::Screen) => sheet,
            _ => false,
        }
    }

    /// How bad it is, among faults that are the same.
    fn measure(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "only compared")]
        match &self.what {
            What::Overflow { millimetres, .. } => *millimetres,
            What::Copied { breach, .. } => breach.rule.measure(),
            What::Pages { found, .. } => *found as f64,
            What::Weight { kilobytes, .. } => *kilobytes as f64,
            What::Code { dot } => -dot,
            What::Typst { .. }
            | What::Stopped { .. }
            | What::Letter { .. }
            | What::Overlap { .. }
            | What::Struck { .. }
            | What::Screen => 0.0,
        }
    }
}

/// Where in the theme a place of Typst's is.
fn in_theme(press: &Press, span: DiagSpan) -> Option<Span> {
    match span.get() {
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
    }
}

/// A fault that Typst found.
pub fn typst(press: &Press, job: &Job, layout: &Layout, found: &SourceDiagnostic) -> Fault {
    let span = in_theme(press, found.span);
    let hints: Vec<&str> = found.hints.iter().map(|hint| hint.v.as_str()).collect();
    let what = What::Typst { span, message: found.message.to_string(), hints: hints.join("; ") };
    Fault::new(layout, job, what)
}

/// The fault of a sheet on which the typesetter gave up.
pub fn stopped(press: &Press, job: &Job, layout: &Layout, Panic(said): Panic) -> Fault {
    let fonts = press.shop.brought.join(", ");
    Fault::new(layout, job, What::Stopped { said, fonts })
}

/// The fault of a file that has too many bytes.
pub fn weight(job: &Job, layout: &Layout, bytes: usize, most: usize) -> Fault {
    Fault::new(layout, job, What::Weight { kilobytes: bytes.div_ceil(1000), most })
}

/// What is reported about a sheet that cannot be drawn in the colours of a press alone.
pub fn screen(job: &Job, layout: &Layout) -> Fault {
    Fault::new(layout, job, What::Screen)
}

/// Everything that was seen on the pages and must not be.
pub fn seen(
    press: &Press,
    job: &Job,
    layout: &Layout,
    sight: &Sight,
    breaches: &[Breach],
) -> Vec<Fault> {
    let letters = sight
        .missing
        .iter()
        .map(|(letter, font)| What::Letter { letter: letter.clone(), font: font.clone() });
    let overflow = sight
        .overflow
        .iter()
        // Text that leaves the page has left its panel too, and that says more.
        .filter(|(panel, _)| !panel.is_empty() || sight.overflow.len() == 1)
        .map(|(panel, most)| What::Overflow { panel: panel.clone(), millimetres: *most });
    let (found, wanted) = (sight.pages, &layout.pages);
    let pages = (!wanted.contains(&found)).then(|| {
        let (least, most) = (wanted.start(), wanted.end());
        let wanted = if least == most { most.to_string() } else { format!("{least}–{most}") };
        What::Pages { found, wanted }
    });
    let over = sight.overlaps.iter().map(|(words, others)| What::Overlap {
        words: words.trim().to_owned(),
        others: others.trim().to_owned(),
    });
    let struck = sight.struck.iter().map(|words| What::Struck { words: words.trim().to_owned() });
    let code = sight.dot.filter(|dot| *dot < LEAST_DOT).map(|dot| What::Code { dot });
    let copied = breaches
        .iter()
        // Text that runs out of its panel comes near the edge too.
        .filter(|breach| sight.overflow.is_empty() || !matches!(breach.rule, Rule::Edge { .. }))
        .map(|breach| What::Copied {
            span: in_theme(press, breach.span.into()),
            breach: breach.clone(),
        });
    letters
        .chain(overflow)
        .chain(over)
        .chain(struck)
        .chain(code)
        .chain(pages)
        .chain(copied)
        .map(|what| Fault::new(layout, job, what))
        .collect()
}

/// What is reported about the faults of all sheets.
pub fn tell(sources: &Sources, faults: &[(&Plate, Fault)]) -> Vec<Diagnostic> {
    let mut groups: Vec<Vec<&(&Plate, Fault)>> = Vec::new();
    for fault in faults {
        let same = groups.iter_mut().find(|group| {
            group.first().is_some_and(|(plate, first)| fault.1.is_same(fault.0, first, plate))
        });
        match same {
            Some(group) => group.push(fault),
            None => groups.push(vec![fault]),
        }
    }
    groups
        .iter()
        .filter_map(|group| {
            // Of those that are equally bad the first, so that two runs say the same.
            let (plate, worst) = group.iter().copied().reduce(|worst, next| {
                if next.1.measure() > worst.1.measure() { next } else { worst }
            })?;
            Some(told(sources, plate, worst, group.len() - 1))
        })
        .collect()
}

fn told(sources: &Sources, plate: &Plate, fault: &Fault, others: usize) -> Diagnostic {
    let (lang, layout) = (&plate.lang, &fault.layout);
    let at = fault.span.unwrap_or(plate.span);
    let Text { vi, en } = match &fault.place {
        Some(place) => say! { vi: "{place} ({lang})", en: "{place} ({lang})" },
        None => say! { vi: "bản chung ({lang})", en: "the general edition ({lang})" },
    };
    let Text { vi, en } = match others {
        0 => Text { vi, en },
        1 => say! { vi: "{vi} và 1 tờ khác", en: "{en} and 1 other sheet" },
        _ => say! { vi: "{vi} và {others} tờ khác", en: "{en} and {others} other sheets" },
    };
    match &fault.what {
        What::Typst { span, message, hints } => {
            let mut diagnostic = error(
                "typst-error",
                span.unwrap_or(at),
                say! {
                    vi: "mẫu in `{layout}` có lỗi ({message})",
                    en: "the layout `{layout}` has an error ({message})"
                },
                if hints.is_empty() {
                    say! {
                        vi: "xem lại mẫu in ở chỗ được chỉ, hoặc hình vẽ của bài",
                        en: "look at the layout where this points, or at the lesson's drawing"
                    }
                } else {
                    say! { vi: "{hints}", en: "{hints}" }
                },
            );
            diagnostic.related(at, while_printing(plate, &Text { vi, en }));
            diagnostic
        }
        What::Stopped { said, fonts } => {
            let mut diagnostic = error(
                "typst-error",
                plate.layout.span,
                say! {
                    vi: "máy dàn trang dừng giữa chừng khi làm tờ `{layout}` ({said})",
                    en: "the typesetter gave up on the sheet `{layout}` ({said})"
                },
                if fonts.is_empty() {
                    say! {
                        vi: "xem lại mẫu in này và hình vẽ của bài; tệp nào vừa sửa thì thử bỏ ra",
                        en: "look at this layout and at the lesson's drawing; take out what was changed last"
                    }
                } else {
                    say! {
                        vi: "xem lại mẫu in này, hình vẽ của bài và các phông chữ riêng ({fonts}); tệp nào vừa sửa thì thử bỏ ra",
                        en: "look at this layout, the lesson's drawing and your own fonts ({fonts}); take out what was changed last"
                    }
                },
            );
            diagnostic.related(at, while_printing(plate, &Text { vi, en }));
            diagnostic
        }
        What::Copied { span, breach } => {
            let Text { vi: seen_vi, en: seen_en } = breach_text(breach);
            let mut diagnostic = error(
                "copier-rule",
                span.unwrap_or(plate.layout.span),
                say! {
                    vi: "máy phô-tô không in rõ tờ `{layout}`: {seen_vi}",
                    en: "a copier cannot do the sheet `{layout}`: {seen_en}"
                },
                breach_help(&breach.rule),
            );
            diagnostic.related(at, while_printing(plate, &Text { vi, en }));
            diagnostic
        }
        What::Letter { letter, font } => {
            let code: Vec<String> =
                letter.chars().map(|letter| format!("U+{:04X}", u32::from(letter))).collect();
            let code = code.join(" ");
            error(
                "glyph-missing",
                sources.find(letter, at.file).unwrap_or(at),
                say! {
                    vi: "không phông chữ nào có “{letter}” ({code}), kể cả {font}: tờ `{layout}`, {vi}",
                    en: "no font has “{letter}” ({code}), not even {font}: sheet `{layout}`, {en}"
                },
                signs::instead(letter),
            )
        }
        What::Overflow { panel, millimetres } => {
            let feeds: Vec<Role> = roles(panel)
                .iter()
                .copied()
                .filter(|role| plate.parts.contains_key(role))
                .collect();
            let text = if panel.is_empty() {
                say! {
                    vi: "chữ tràn khỏi trang {millimetres:.1} mm: tờ `{layout}`, {vi}",
                    en: "text leaves the page by {millimetres:.1} mm: sheet `{layout}`, {en}"
                }
            } else {
                say! {
                    vi: "chữ tràn khung `{panel}` {millimetres:.1} mm: tờ `{layout}`, {vi}",
                    en: "text leaves the panel `{panel}` by {millimetres:.1} mm: sheet `{layout}`, {en}"
                }
            };
            let mut diagnostic = error("panel-overflow", at, text, shorten(panel, &feeds));
            for span in feeds.iter().filter_map(|role| plate.parts.get(role)) {
                let text =
                    say! { vi: "phần này nằm trong khung", en: "this part stands in the panel" };
                diagnostic.related(*span, text);
            }
            diagnostic
        }
        What::Overlap { words, others } => error(
            "text-overlap",
            at,
            say! {
                vi: "“{words}” và “{others}” in đè lên nhau: tờ `{layout}`, {vi}",
                en: "“{words}” and “{others}” are printed over each other: sheet `{layout}`, {en}"
            },
            say! {
                vi: "rút ngắn chữ ở đó; nếu chữ đã ngắn, sửa mẫu `print/{layout}.typ`",
                en: "shorten the text there; if it is short, correct the layout `print/{layout}.typ`"
            },
        ),
        What::Struck { words } => error(
            "text-overlap",
            at,
            say! {
                vi: "có nét kẻ chạy qua chữ “{words}”: tờ `{layout}`, {vi}",
                en: "a line runs through “{words}”: sheet `{layout}`, {en}"
            },
            say! {
                vi: "thêm khoảng trống ở đó trong mẫu `print/{layout}.typ`",
                en: "leave room there in the layout `print/{layout}.typ`"
            },
        ),
        What::Code { dot } => error(
            "code-too-small",
            at,
            say! {
                vi: "ô của mã vuông chỉ rộng {dot:.2} mm, ít nhất là {LEAST_DOT} mm: tờ `{layout}`, {vi}",
                en: "a dot of the square code is only {dot:.2} mm wide, at least {LEAST_DOT} mm: sheet `{layout}`, {en}"
            },
            say! {
                vi: "rút ngắn `base_url` trong campaign.yaml, hoặc vẽ mã lớn hơn trong `print/{layout}.typ`",
                en: "shorten `base_url` in campaign.yaml, or draw a larger code in `print/{layout}.typ`"
            },
        ),
        What::Pages { found, wanted } => error(
            "page-count",
            at,
            say! {
                vi: "tờ `{layout}` ra {found} trang, phải là {wanted}: {vi}",
                en: "the sheet `{layout}` has {found} pages, not {wanted}: {en}"
            },
            say! { vi: "rút ngắn bài, hoặc sửa `pages` ở đầu `print/{layout}.typ`", en: "shorten the lesson, or correct `pages` at the head of `print/{layout}.typ`" },
        ),
        What::Weight { kilobytes, most } => error(
            "leaflet-weight",
            at,
            say! {
                vi: "tờ `{layout}` nặng {kilobytes} KB, nhiều nhất là {most} KB: {vi}",
                en: "the sheet `{layout}` weighs {kilobytes} KB, at most {most} KB: {en}"
            },
            say! {
                vi: "vẽ hình đơn giản hơn: bớt nét, đừng dùng nét trong suốt; bớt ảnh chụp",
                en: "make the drawing simpler: fewer paths, nothing transparent; show fewer photographs"
            },
        ),
        What::Screen => Diagnostic {
            level: Level::Warning,
            ..error(
                "press-colours",
                at,
                say! {
                    vi: "bản đưa nhà in của tờ `{layout}` còn chỗ giữ màu màn hình (RGB): {vi}",
                    en: "the sheet `{layout}` for the printing house keeps colours of a screen (RGB) somewhere: {en}"
                },
                say! {
                    vi: "dặn nhà in đổi ảnh chụp sang CMYK, hoặc dùng hình vẽ thay ảnh; trong mẫu in và hình vẽ đừng dùng màu chuyển, màu trong suốt",
                    en: "ask the printing house to turn the photograph into CMYK, or use a drawing; in layouts and drawings use no gradients and nothing transparent"
                },
            )
        },
    }
}

/// At the lesson, pack or water: on which sheets something was found.
fn while_printing(plate: &Plate, sheets: &Text) -> Text {
    let Text { vi, en } = sheets;
    match plate.layout.of {
        Of::Lesson => say! { vi: "khi in bài này: {vi}", en: "while printing this lesson: {en}" },
        Of::Pack => say! { vi: "khi in gói này: {vi}", en: "while printing this pack: {en}" },
        Of::Hazard => say! { vi: "khi in nơi này: {vi}", en: "while printing this water: {en}" },
    }
}

/// What a copier cannot do, and where it lies on the paper.
fn breach_text(breach: &Breach) -> Text {
    let Breach { rule, words, page, at: (left, top), .. } = breach;
    let Text { vi, en } = if words.is_empty() {
        say! { vi: "ở trang {page}", en: "on page {page}" }
    } else {
        say! { vi: "ở “{words}”, trang {page}", en: "at “{words}”, page {page}" }
    };
    let Text { vi, en } = say! {
        vi: "{vi}, cách mép trái {left:.0} mm, mép trên {top:.0} mm",
        en: "{en}, {left:.0} mm from the left and {top:.0} mm from the top"
    };
    match rule {
        Rule::Tint(Some(colour)) => {
            say! { vi: "màu {colour} {vi}", en: "the colour {colour} {en}" }
        }
        Rule::Tint(None) => {
            say! { vi: "màu chuyển, hoa văn hoặc màu trong {vi}", en: "a gradient, a pattern or a transparent colour {en}" }
        }
        Rule::Text(points) => {
            say! { vi: "chữ cỡ {points:.1} pt {vi}", en: "text of {points:.1} pt {en}" }
        }
        Rule::Stroke(points) => {
            say! { vi: "nét dày {points:.2} pt {vi}", en: "a stroke of {points:.2} pt {en}" }
        }
        Rule::Edge { found, .. } => {
            say! { vi: "mực cách mép giấy {found:.1} mm {vi}", en: "ink {found:.1} mm from the edge of the paper {en}" }
        }
        Rule::Sides(sides) => {
            say! { vi: "{sides} trang, không ghi in mấy mặt, lật theo cạnh nào", en: "{sides} pages, and it does not say on how many sides, or on which edge to flip" }
        }
    }
}

fn breach_help(rule: &Rule) -> Text {
    let (text, stroke) = (copied::TEXT, copied::STROKE);
    match rule {
        Rule::Tint(_) => {
            say! { vi: "chỉ dùng `black` và `white`; tờ không để phô-tô thì ghi `ink: grey`", en: "use `black` and `white` alone; for a sheet that is not to be copied write `ink: grey`" }
        }
        Rule::Text(_) => {
            say! { vi: "chữ từ {text} pt trở lên", en: "text of {text} pt or more" }
        }
        Rule::Stroke(_) => {
            say! { vi: "nét từ {stroke} pt trở lên", en: "strokes of {stroke} pt or more" }
        }
        Rule::Edge { wanted, .. } if *wanted > copied::CUT_EDGE => {
            say! { vi: "để trống {wanted} mm quanh mép; tờ có vạch để cắt thì ghi `cut: true`", en: "leave {wanted} mm bare along the edges; for a sheet with marks to cut along write `cut: true`" }
        }
        Rule::Edge { wanted, .. } => {
            say! { vi: "để trống {wanted} mm quanh mép", en: "leave {wanted} mm bare along the edges" }
        }
        Rule::Sides(_) => {
            say! { vi: "thêm `#how-to-print(t.print_long_edge)`, hoặc `t.print_photocopy` nếu in một mặt", en: "add `#how-to-print(t.print_long_edge)`, or `t.print_photocopy` for one side" }
        }
    }
}

fn error(code: &'static str, span: Span, text: Text, help: Text) -> Diagnostic {
    let (span, help) = (Some(span), Some(help));
    Diagnostic { level: Level::Error, code, span, text, help, related: Vec::new() }
}

/// Which parts feed a panel, for the names that the base theme uses.
fn roles(panel: &str) -> &'static [Role] {
    match panel {
        "flap" => &[Role::Happens],
        "steps" => &[Role::Do],
        "pairs" => &[Role::Dont],
        "place" => &[Role::Here, Role::Call],
        "sheet" => &[Role::Do, Role::Dont, Role::Happens],
        "second" => &[Role::Do, Role::Dont, Role::Here, Role::Call],
        _ => &[],
    }
}

fn shorten(panel: &str, feeds: &[Role]) -> Text {
    let keys: Vec<String> = feeds.iter().map(|role| format!("`{}`", role.key())).collect();
    let keys = keys.join(", ");
    match panel {
        "sign" => say! {
            vi: "rút ngắn `name` hoặc `responsible` của nơi này trong hazards.csv",
            en: "shorten `name` or `responsible` of this water in hazards.csv"
        },
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
