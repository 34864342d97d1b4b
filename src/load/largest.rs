//! How large a file may be that is read, by the ending of its name. What is larger was not made by a
//! person, or not made to be sent to a telephone.

use crate::{
    diag::{Report, Reported, Sources, Span, Text},
    say,
};

const MEGABYTE: u64 = 1024 * 1024;
/// A photograph as it comes from a camera or a telephone; see `picture-enormous`.
pub const PHOTOGRAPH: u64 = 40 * MEGABYTE;
/// A drawing is read as a text, and takes many times its size.
pub const DRAWING: u64 = 12 * MEGABYTE;
/// A lesson has some kilobytes; a book of three hundred pages has nearly so many.
pub const LESSON: u64 = MEGABYTE;
/// The numbers of all communes of the country have three megabytes.
const TABLE: u64 = 8 * MEGABYTE;
/// Anything else that is text: settings, records, layouts.
const TEXT: u64 = 2 * MEGABYTE;
/// Fonts, of which those of all Chinese letters are the largest; and what a page plays.
const OTHER: u64 = 32 * MEGABYTE;

/// What a file of a name holds, as far as its size goes.
fn kind(path: &str) -> (u64, Text) {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let picture = || say! { vi: "hình", en: "picture" };
    match ending.as_str() {
        "md" => (LESSON, say! { vi: "tệp chữ", en: "text file" }),
        "csv" => (TABLE, say! { vi: "bảng", en: "table" }),
        "yaml" | "yml" | "typ" | "html" | "css" | "js" | "mjs" | "json" | "txt" | "xml"
        | "webmanifest" => (TEXT, say! { vi: "tệp chữ", en: "text file" }),
        "png" | "jpg" | "jpeg" | "webp" => (PHOTOGRAPH, picture()),
        "svg" => (DRAWING, picture()),
        "ttf" | "otf" => (OTHER, say! { vi: "phông chữ", en: "font" }),
        _ => (OTHER, say! { vi: "tệp", en: "file" }),
    }
}

/// The most bytes that a file of a name may have.
pub fn of(path: &str) -> u64 {
    kind(path).0
}

/// Reports that a file is larger.
pub fn tell(report: &mut Report, sources: &mut Sources, path: &str) -> Reported {
    let (most, Text { vi, en }) = kind(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    let kilobytes = most / 1024;
    report.error_with_help(
        "file-enormous",
        Span::new(sources.add(path, ""), 0..0),
        say! { vi: "{vi} `{name}` quá lớn", en: "the {en} `{name}` is too large" },
        say! { vi: "có lẽ đây là tệp khác bị đổi tên; {vi} phải dưới {kilobytes} kB", en: "it may be another file under a wrong name; a {en} must be under {kilobytes} kB" },
    )
}
