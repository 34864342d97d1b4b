//! Pictures: decoded once, so that a broken or enormous one is found before anything is built.

mod anew;
mod drawing;
mod forms;
mod jpeg;
mod photograph;

pub use anew::{View, anew, pixels};
use forms::Form;

use crate::{
    diag::{Failure, Report, Span, Text},
    load::{characters, files::Files, largest},
    model::{Memory, Picture, fold},
    say,
};

/// Pictures that any lesson may show by their name.
const PICTOGRAMS: &str = "content/pictograms";

/// No side of a picture may be longer; a decoder that would need more is a bomb.
const LONGEST_SIDE: u32 = 8000;

/// The file of the picture at `path`: a name that the lesson's own folder does not have is one of
/// the shared pictograms. An editor that inserts `anh ho.jpg` writes `anh%20ho.jpg`, as in an address.
pub fn file(files: &Files, path: &str) -> String {
    let shared = |path: &str| format!("{PICTOGRAMS}/{}", path.rsplit('/').next().unwrap_or(path));
    let meant = decoded(path).unwrap_or_else(|| path.to_owned());
    let own = [path, &meant].map(str::to_owned);
    let found = own.into_iter().chain([shared(&meant)]).find(|path| files.has(path));
    found.unwrap_or_else(|| shared(path))
}

/// A path without the signs `%20` that stand for bytes of an address; nothing if it has none.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut pieces = path.split('%');
    bytes.extend(pieces.next()?.bytes());
    for piece in pieces {
        let (byte, rest) = piece.split_at_checked(2)?;
        if !byte.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        bytes.push(u8::from_str_radix(byte, 16).ok()?);
        bytes.extend(rest.bytes());
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(fold::nfc(&text)).filter(|text| text != path)
}

/// Reads the picture at `path`, which `span` asks for.
///
/// # Errors
/// When the disk fails. What is wrong with the picture is a diagnostic, and `None`.
pub fn read(
    report: &mut Report,
    files: &Files,
    memory: &mut Memory,
    path: &str,
    span: Span,
) -> Result<Option<Picture>, Failure> {
    let wanted = path;
    let path = &file(files, wanted);
    if !files.has(path) {
        if files.is_lost(path) || files.is_lost(wanted) {
            return Ok(None);
        }
        let path = wanted;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = path.rsplit('/').next().unwrap_or(path);
        let beside = files.below(folder).chain(files.below(PICTOGRAMS));
        let beside = beside.filter_map(|found| found.rsplit('/').next());
        let help = match report.nearest("picture-missing", span, name, beside) {
            Some(near) => {
                say! { vi: "có tệp `{near}`; có phải bạn muốn tệp đó?", en: "there is `{near}`; did you mean that?" }
            }
            None => {
                say! { vi: "chép ảnh vào thư mục của bài này, tên viết đúng từng chữ", en: "copy the picture into the folder of this lesson, under exactly this name" }
            }
        };
        report.error_with_help(
            "picture-missing",
            span,
            say! { vi: "không có ảnh `{name}`", en: "there is no picture `{name}`" },
            help,
        );
        return Ok(None);
    }
    if files.is_enormous(path) {
        enormous(report, span, path);
        return Ok(None);
    }
    let bytes = files.bytes(path)?;
    let picture = match forms::of(&bytes) {
        Some(form) => Err(Fault::Form(form)),
        // Whatever its name says.
        None if is_drawing(path, &bytes) && large(&bytes) > largest::DRAWING => {
            Err(Fault::Enormous)
        }
        None if is_drawing(path, &bytes) => drawing::read(bytes),
        None => photograph::recall(memory, &bytes),
    };
    let fault = match picture {
        Ok(picture) => {
            titles(report, span, path, &picture);
            return Ok(Some(picture));
        }
        Err(fault) => fault,
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    match fault {
        Fault::Enormous => enormous(report, span, path),
        Fault::Corrupt(why) => {
            let Text { vi, en } = why;
            report.error_with_help(
                "picture-corrupt",
                span,
                say! { vi: "không đọc được ảnh `{name}`: {vi}", en: "the picture `{name}` cannot be read: {en}" },
                say! { vi: "mở ảnh bằng chương trình xem ảnh rồi lưu lại dạng PNG, JPEG, WebP hoặc SVG", en: "open it in an image program and save it again as PNG, JPEG, WebP or SVG" },
            );
        }
        Fault::Cut => {
            report.error_with_help(
                "picture-corrupt",
                span,
                say! { vi: "ảnh `{name}` bị cắt cụt hoặc hỏng, chỉ còn một phần", en: "the picture `{name}` is cut short or damaged: a part of it is missing" },
                say! { vi: "chép lại tệp gốc từ điện thoại, máy ảnh hoặc người gửi, hay chụp lại; mở ra rồi lưu thì phần mất vẫn mất", en: "copy the original again from the phone, the camera or the sender, or take it again; opening and saving this file does not bring back what is missing" },
            );
        }
        Fault::Unsized => {
            report.error_with_help(
                "picture-corrupt",
                span,
                say! { vi: "hình vẽ `{name}` không nói nó rộng cao bao nhiêu: thiếu `viewBox` với bốn số", en: "the drawing `{name}` does not say how large it is: it has no `viewBox` of four numbers" },
                say! { vi: "trong Inkscape: Tệp > Thuộc tính tài liệu > Đổi cỡ trang theo hình, rồi lưu lại SVG; hoặc mở tệp bằng Notepad, thêm vào `<svg` chữ `viewBox=\"0 0 RỘNG CAO\"`", en: "in Inkscape: File > Document Properties > Resize page to content, then save the SVG again; or open the file in a text editor and add `viewBox=\"0 0 WIDTH HEIGHT\"` to `<svg`" },
            );
        }
        Fault::Heavy => {
            let kilobytes = drawing::LARGEST / 1024;
            report.error_with_help(
                "picture-enormous",
                span,
                say! { vi: "hình vẽ `{name}` có quá nhiều nét", en: "the drawing `{name}` has too many lines" },
                say! { vi: "phần nhìn thấy của hình phải dưới {kilobytes} kB; trong Inkscape: Đường nét > Đơn giản hóa (Ctrl+L), xóa phần thừa; hình dò từ ảnh chụp thì dùng ngay ảnh chụp, dạng JPEG", en: "what is seen of it must be under {kilobytes} kB; in Inkscape: Path > Simplify (Ctrl+L), and delete what is not needed; for a drawing traced from a photograph use the photograph, as JPEG" },
            );
        }
        Fault::Element(found) if found == "<!ENTITY>" => {
            report.error_with_help(
                "drawing-content",
                span,
                say! { vi: "hình vẽ `{name}` có `{found}` mà không phải địa chỉ dữ liệu của chương trình vẽ", en: "the drawing `{name}` holds `{found}` that is no address of a drawing program's own data" },
                say! { vi: "trong Illustrator: Lưu dưới dạng SVG (Save As), chọn SVG 1.1, tắt “Preserve Illustrator Editing Capabilities”; hoặc mở bằng Inkscape rồi lưu dạng “Plain SVG”", en: "in Illustrator: Save As SVG, choose SVG 1.1 and switch off “Preserve Illustrator Editing Capabilities”; or open it in Inkscape and save it as “Plain SVG”" },
            );
        }
        Fault::Form(form) => foreign(report, span, name, form),
        Fault::Element(found) => {
            report.error_with_help(
                "drawing-content",
                span,
                say! { vi: "hình vẽ `{name}` có `{found}`, chỉ được có hình và nét", en: "the drawing `{name}` holds `{found}`; only shapes are allowed" },
                say! { vi: "trong chương trình vẽ, chuyển chữ thành nét, bỏ ảnh chèn và hiệu ứng, rồi lưu lại SVG", en: "in the drawing program turn text into paths, remove pictures and effects, and save the SVG again" },
            );
        }
    }
    Ok(None)
}

/// The titles of a drawing stand on pages in the place of alternative text, so they are held to what
/// every text is held to.
fn titles(report: &mut Report, span: Span, path: &str, picture: &Picture) {
    let name = path.rsplit('/').next().unwrap_or(path);
    for (lang, title) in &picture.titles {
        let called = say! { vi: "`<title lang=\"{lang}\">` của hình vẽ `{name}`", en: "`<title lang=\"{lang}\">` of the drawing `{name}`" };
        let _ = characters::check_named(report, Some(span), &called, title);
    }
}

/// Whether a file is a drawing: by its first letter, or by its name if it is no picture of pixels.
fn is_drawing(path: &str, bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    text.starts_with(b"<")
        || (path.to_lowercase().ends_with(".svg") && image::guess_format(bytes).is_err())
}

/// Reports what a file is that cannot be shown, and what to make of it.
fn foreign(report: &mut Report, span: Span, name: &str, form: Form) {
    let (text, help) = match form {
        Form::Heic => (
            say! { vi: "ảnh `{name}` là HEIC, dạng ảnh của điện thoại mà trình duyệt không mở được", en: "the picture `{name}` is HEIC, a form of telephones that browsers cannot open" },
            say! { vi: "mở ảnh trên điện thoại hay máy tính rồi lưu thành JPEG; để iPhone chụp ra JPEG: Cài đặt > Camera > Định dạng > Tương thích nhất", en: "open it on the telephone or a computer and save it as JPEG; for an iPhone to take JPEG: Settings > Camera > Formats > Most Compatible" },
        ),
        Form::Moving(frames) => (
            say! { vi: "ảnh `{name}` là ảnh động {frames} hình; trang và giấy chỉ hiện được một hình", en: "the picture `{name}` moves: it has {frames} frames, and pages and paper show only one" },
            say! { vi: "lưu hình cần thấy thành ảnh tĩnh PNG hoặc JPEG; nhiều động tác thì chèn nhiều ảnh", en: "save the frame that must be seen as a still PNG or JPEG; for several steps show several pictures" },
        ),
        Form::Inks => (
            say! { vi: "ảnh `{name}` ghi bằng bốn màu mực in (CMYK), trên trang sẽ sai màu", en: "the picture `{name}` is in the four inks of a printing house (CMYK); on a page its colours would be wrong" },
            say! { vi: "mở bằng chương trình ảnh, đổi sang RGB (sRGB) rồi lưu lại dạng JPEG hoặc PNG", en: "open it in an image program, turn it into RGB (sRGB), and save it again as JPEG or PNG" },
        ),
        Form::Other(form) => (
            say! { vi: "tệp `{name}` là {form}, không phải PNG, JPEG, WebP hay SVG", en: "the file `{name}` is {form}, not PNG, JPEG, WebP or SVG" },
            say! { vi: "mở bằng chương trình của nó rồi lưu hình cần thấy thành PNG, JPEG, WebP hoặc SVG", en: "open it in its program and save what must be seen as PNG, JPEG, WebP or SVG" },
        ),
    };
    report.error_with_help("picture-format", span, text, help);
}

fn large(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn enormous(report: &mut Report, span: Span, path: &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let most =
        if path.to_lowercase().ends_with(".svg") { largest::DRAWING } else { largest::PHOTOGRAPH };
    let megabytes = most / 1024 / 1024;
    let millions = photograph::MOST_PIXELS / 1_000_000;
    report.error_with_help(
        "picture-enormous",
        span,
        say! { vi: "ảnh `{name}` quá lớn", en: "the picture `{name}` is too large" },
        say! {
            vi: "thu nhỏ ảnh: dưới {megabytes} MB, mỗi cạnh không quá {LONGEST_SIDE} điểm ảnh, cả ảnh không quá {millions} triệu điểm ảnh (màu 16 bit thì một nửa)",
            en: "make it smaller: under {megabytes} MB, no side over {LONGEST_SIDE} pixels, and no more than {millions} million pixels (half as many in 16 bits a colour)"
        },
    );
}

#[derive(Debug)]
enum Fault {
    Enormous,
    Corrupt(Text),
    /// A part of it is missing.
    Cut,
    /// What is drawn of a drawing is more than a page can have.
    Heavy,
    /// A drawing does not say how large it is.
    Unsized,
    /// It is of a form that is not shown.
    Form(Form),
    /// What stands in a drawing and must not.
    Element(String),
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn a_name_as_in_an_address_is_the_name_of_a_file() {
        assert_eq!(decoded("a/anh%20ho.jpg").as_deref(), Some("a/anh ho.jpg"));
        assert_eq!(decoded("h%E1%BB%93.jpg").as_deref(), Some("hồ.jpg"));
        for other in ["anh ho.jpg", "100%.jpg", "%zz.jpg", "%+1.jpg", "%ff.jpg", "%\u{e9}0.jpg"] {
            assert_eq!(decoded(other), None, "{other}");
        }
    }
}
