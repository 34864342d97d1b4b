//! Why a file is not read as a workbook.

use super::{MEGABYTE, package::LARGEST};
use crate::{
    desk::grid::address,
    diag::{Report, Reported, Sources, Span},
    foreign::{archive, xml},
    say,
};

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It is no workbook, has a password, or is damaged.
    Unreadable,
    /// It is a binary workbook of Excel.
    Binary,
    /// It is no text in UTF-8.
    Encoding,
    /// The file, or what is packed in it, has so many megabytes more than a table that people filled
    /// in.
    Large(u64),
    /// A sheet is damaged, or none.
    Sheet(String),
    /// A sheet has more cells, or more text, than people fill in.
    Many(String),
    /// A cell stands far from all tables: sheet, row and column from 0.
    Far(String, usize, usize),
    /// A cell is longer than one that people fill in: sheet, row and column from 0.
    Long(String, usize, usize),
    /// In a CSV file, a cell that begins with a quote does not end with one: its line, from 1.
    Quote(usize),
}

impl From<archive::Fault> for Refused {
    fn from(fault: archive::Fault) -> Self {
        match fault {
            archive::Fault::Broken | archive::Fault::Locked => Self::Unreadable,
            archive::Fault::Much => Self::Large(LARGEST / MEGABYTE),
        }
    }
}

impl From<xml::Fault> for Refused {
    fn from(fault: xml::Fault) -> Self {
        archive::Fault::from(fault).into()
    }
}

impl Refused {
    /// Tells it.
    pub fn tell(self, report: &mut Report, sources: &mut Sources, file: &str) -> Reported {
        let sheet = match &self {
            Self::Far(sheet, ..)
            | Self::Long(sheet, ..)
            | Self::Sheet(sheet)
            | Self::Many(sheet) => sheet.as_str(),
            _ => "",
        };
        let mut place = file.to_owned();
        // A CSV file is one sheet, which has no name.
        if !sheet.is_empty() {
            place.push_str(&format!("!{sheet}"));
        }
        if let Self::Far(_, row, column) | Self::Long(_, row, column) = &self {
            place.push_str(&format!("!{}", address(*row, *column)));
        }
        let span = Span::new(sources.add(place, ""), 0..0);
        let (text, help) = match self {
            Self::Unreadable => (
                say! { vi: "không đọc được tệp này như một bảng tính", en: "this file cannot be read as a workbook" },
                say! { vi: "mở bằng Excel hay LibreOffice, bỏ mật khẩu nếu có, lưu lại thành .xlsx", en: "open it in Excel or LibreOffice, remove its password if it has one, and save it as .xlsx" },
            ),
            Self::Binary => (
                say! { vi: "không đọc bảng tính kiểu nhị phân (.xlsb)", en: "binary workbooks (.xlsb) are not read" },
                say! { vi: "mở bằng Excel rồi lưu lại thành .xlsx", en: "open it in Excel and save it as .xlsx" },
            ),
            Self::Encoding => (
                say! { vi: "tệp không ghi bằng bảng mã UTF-8, chữ có dấu sẽ sai", en: "the file is not in UTF-8, so its letters would come out wrong" },
                say! { vi: "trong Excel chọn Lưu thành…, “CSV UTF-8”, hoặc lưu thành .xlsx", en: "in Excel choose Save as…, “CSV UTF-8”, or save it as .xlsx" },
            ),
            Self::Large(megabytes) => (
                say! { vi: "tệp này quá lớn", en: "this file is too large" },
                say! { vi: "bỏ hình và các trang thừa khỏi bảng tính; phải dưới {megabytes} MB", en: "remove pictures and sheets that are not needed; it must be under {megabytes} MB" },
            ),
            Self::Sheet(sheet) => (
                say! { vi: "không đọc được trang `{sheet}`", en: "the sheet `{sheet}` cannot be read" },
                say! { vi: "mở bằng Excel hay LibreOffice rồi lưu lại thành .xlsx", en: "open it in Excel or LibreOffice and save it as .xlsx" },
            ),
            Self::Many(sheet) if sheet.is_empty() => (
                say! { vi: "tệp này có quá nhiều ô hoặc quá nhiều chữ", en: "this file has too many cells or too much text" },
                say! { vi: "chép riêng bảng cần nhập sang một tệp mới", en: "copy the table alone into a new file" },
            ),
            Self::Many(sheet) => (
                say! { vi: "trang `{sheet}` có quá nhiều ô hoặc quá nhiều chữ", en: "the sheet `{sheet}` has too many cells or too much text" },
                say! { vi: "chép riêng bảng cần nhập sang một bảng tính mới", en: "copy the table alone into a new workbook" },
            ),
            Self::Long(..) => (
                say! { vi: "ô này dài quá, không phải điều người ta điền vào một ô", en: "this cell is longer than anything that is filled into one" },
                say! { vi: "xóa bớt chữ trong ô; trong tệp .csv thì tìm dấu `\"` mở ra mà không đóng lại", en: "shorten the cell; in a .csv file look for a `\"` that is opened and not closed" },
            ),
            Self::Quote(line) => (
                say! { vi: "dòng {line} có dấu `\"` mở ra mà không đóng ở cuối ô, nên các ô và hàng sau nó dính vào một ô", en: "line {line} has a `\"` that is not closed at the end of its cell, so that the cells and rows after it would run into one" },
                say! { vi: "mở tệp bằng Notepad: thêm dấu `\"` ở cuối ô, hoặc bỏ dấu ở đầu ô; dấu `\"` ở giữa ô viết hai lần; hoặc lưu lại thành .xlsx", en: "open the file in Notepad: add a `\"` at the end of the cell, or remove the one at its start; write a `\"` within a cell twice; or save it as .xlsx" },
            ),
            Self::Far(..) => (
                say! { vi: "ô này nằm quá xa, ngoài mọi bảng", en: "this cell stands far out, beyond any table" },
                say! { vi: "xóa ô này: tới đó bằng Ctrl+End, xóa cả hàng và cả cột ấy, rồi lưu lại", en: "delete this cell: go there with Ctrl+End, delete its whole row and its whole column, and save" },
            ),
        };
        report.error_with_help("workbook-unreadable", span, text, help)
    }
}
