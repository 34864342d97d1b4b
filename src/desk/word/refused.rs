//! Why a file cannot be read as a Word file, and what to do about it.

use crate::{
    diag::{Report, Reported, Sources, Span, Text},
    foreign::{archive, xml},
    say,
};

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is larger than any text.
    TooLarge,
    /// Unpacked it is larger, deeper or longer than a person can have written.
    TooMuch,
    /// Nothing stands in it.
    Empty,
    /// All that stands in it is another file, as some programs that make Word files write it.
    Wrapped,
    /// It has a password.
    Locked,
    /// It is a `.doc` of before 2007, or another file of that time.
    Old,
    /// It is an `.odt`.
    Odt,
    /// It is an `.rtf`.
    Rtf,
    /// It is a `.pdf`.
    Pdf,
    /// It is a web page or plain text.
    Plain,
    /// It is a workbook, slides or any other archive.
    Other,
    /// It was cut off or damaged on its way.
    Broken,
    /// Its Khmer is Latin letters in a font of before Unicode.
    OldKhmer,
}

/// A file larger than this is no text; pictures are what makes files large.
pub const LARGEST: u64 = 64 * 1024 * 1024;

impl From<archive::Fault> for Refused {
    fn from(fault: archive::Fault) -> Self {
        match fault {
            archive::Fault::Broken => Self::Broken,
            archive::Fault::Locked => Self::Locked,
            archive::Fault::Much => Self::TooMuch,
        }
    }
}

impl From<xml::Fault> for Refused {
    fn from(fault: xml::Fault) -> Self {
        archive::Fault::from(fault).into()
    }
}

impl Refused {
    /// Tells it of a file.
    pub fn tell(self, report: &mut Report, sources: &mut Sources, file: &str) -> Reported {
        let span = Span::new(sources.add(file, ""), 0..0);
        let (text, help) = self.words();
        report.error_with_help("word-unreadable", span, text, help)
    }

    /// Tells it of a file that was read before.
    pub fn tell_named(self, report: &mut Report, file: &str) -> Reported {
        let (Text { vi, en }, help) = self.words();
        let text = say! { vi: "tệp `{file}`: {vi}", en: "the file `{file}`: {en}" };
        report.error_with_help("word-unreadable", None, text, help)
    }

    fn words(self) -> (Text, Text) {
        let save = || say! { vi: "mở bằng Word, chọn Lưu thành, loại “Word Document (.docx)”, rồi đưa tệp mới vào", en: "open it in Word, choose Save as, “Word Document (.docx)”, and take the new file" };
        let megabytes = LARGEST / 1024 / 1024;
        match self {
            Self::TooLarge => (
                say! { vi: "tệp này quá lớn", en: "this file is too large" },
                say! { vi: "bỏ hình khỏi tệp trong Word rồi lưu lại; tệp phải dưới {megabytes} MB", en: "remove pictures in Word and save it again; it must be under {megabytes} MB" },
            ),
            Self::TooMuch => (
                say! { vi: "tệp này mở ra quá dài hoặc lồng quá nhiều lớp, không phải một bài viết", en: "unpacked, this file is too long or too deep to be a text that somebody wrote" },
                say! { vi: "chép phần cần dùng sang một tệp Word mới rồi đưa tệp đó vào", en: "copy what is needed into a new Word file and take that one" },
            ),
            Self::Empty => (
                say! { vi: "trong tệp này không có chữ nào", en: "there are no words in this file" },
                say! { vi: "xem lại tệp; nếu chữ nằm trong hình chụp thì phải gõ lại", en: "look at the file; if its words are a picture they must be typed again" },
            ),
            Self::Wrapped => (
                say! { vi: "chữ của tệp này nằm trong một tệp khác nhúng bên trong", en: "the words of this file are in another file within it" },
                save(),
            ),
            Self::Locked => (
                say! { vi: "tệp này có mật khẩu", en: "this file has a password" },
                say! { vi: "mở bằng Word, bỏ mật khẩu ở Tệp, Thông tin, Bảo vệ Tài liệu, rồi lưu lại thành .docx", en: "open it in Word, remove the password under File, Info, Protect Document, and save it as .docx" },
            ),
            Self::Old => {
                (say! { vi: "đây là tệp .doc kiểu cũ", en: "this is an old .doc file" }, save())
            }
            Self::Odt => (
                say! { vi: "đây là tệp .odt của LibreOffice", en: "this is an .odt file of LibreOffice" },
                say! { vi: "mở bằng Word hay LibreOffice, chọn Lưu thành .docx, rồi đưa tệp mới vào", en: "open it in Word or LibreOffice, save it as .docx, and take the new file" },
            ),
            Self::Rtf => (
                say! { vi: "đây là tệp .rtf, dù tên có thể khác", en: "this is an .rtf file, whatever its name" },
                save(),
            ),
            Self::Pdf => (
                say! { vi: "đây là tệp .pdf, không phải .docx", en: "this is a .pdf file and no .docx" },
                say! { vi: "xin tệp Word gốc; nếu không có, mở tệp .pdf bằng Word rồi chọn Lưu thành .docx và đọc soát lại", en: "ask for the Word file; without it, open the .pdf in Word, save it as .docx, and read it over" },
            ),
            Self::Plain | Self::Other => {
                (say! { vi: "đây không phải tệp Word", en: "this is no Word file" }, save())
            }
            Self::OldKhmer => (
                say! { vi: "chữ Khmer trong tệp này gõ bằng phông cũ (Limon), không phải Unicode, nên máy không đọc chắc được", en: "the Khmer in this file is typed in an old font (Limon) and not in Unicode, so it cannot be read for sure" },
                say! { vi: "chuyển sang Unicode bằng công cụ của phông ấy (ví dụ KhmerConverter), nhờ người biết tiếng Khmer đọc soát, rồi đưa tệp mới vào", en: "convert it to Unicode with the tool for that font (for example KhmerConverter), have a reader of Khmer read it over, and take the new file" },
            ),
            Self::Broken => (
                say! { vi: "tệp Word này bị hỏng hoặc tải về chưa đủ", en: "this Word file is damaged or was not loaded to its end" },
                say! { vi: "tải lại tệp; hoặc mở bằng Word, để Word sửa, chọn Lưu thành .docx", en: "load it again; or open it in Word, let Word repair it, and save it as .docx" },
            ),
        }
    }
}
