//! Texts that are not in UTF-8.

use std::string::FromUtf8Error;

use crate::{
    diag::{Report, Reported, Sources, Span},
    say,
};

/// Reports a file of texts or tables that is in another encoding, or none at all.
pub fn tell(
    report: &mut Report,
    sources: &mut Sources,
    path: &str,
    error: &FromUtf8Error,
) -> Reported {
    let at = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    // Files of Excel and Word begin so.
    if error.as_bytes().starts_with(b"PK\x03\x04") {
        let file = sources.add(path, text);
        return report.error_with_help(
            "not-utf8",
            Span::new(file, 0..2),
            say! { vi: "tệp này là tệp Excel hay Word được đổi đuôi tên, không phải tệp chữ", en: "this is a file of Excel or Word under another name, and no text" },
            say! {
                vi: "mở bằng Excel rồi chọn Lưu thành…, kiểu “CSV UTF-8”; đổi tên tệp thì không đổi được kiểu tệp",
                en: "open it in Excel and choose Save as…, “CSV UTF-8”; another name does not change what a file is"
            },
        );
    }
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
    let file = sources.add(path, text);
    report.error_with_help(
        "not-utf8",
        Span::new(file, at..end),
        say! { vi: "tệp không ghi bằng bảng mã UTF-8, chữ có dấu sẽ sai", en: "the file is not in UTF-8, so its letters would come out wrong" },
        say! {
            vi: "mở bằng Notepad, chọn Lưu thành…, Mã hóa: UTF-8; với Excel chọn “CSV UTF-8”",
            en: "in Notepad choose Save as…, Encoding: UTF-8; in Excel choose “CSV UTF-8”"
        },
    )
}
