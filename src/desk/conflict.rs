//! What was changed on two sides since it was exported: nobody but people can tell which is right.

use crate::{
    diag::{Report, Reported, Span, Text},
    say,
};

/// What was changed on two sides.
#[derive(Debug, Clone, Copy)]
pub enum Sides<'a> {
    /// A cell: its column, what it was exported with, what the workbook says, and what the campaign
    /// or another workbook says.
    Cell { column: &'a str, exported: &'a str, workbook: &'a str, now: &'a str },
    /// The workbook changes a row that is gone.
    Gone,
    /// The workbook lacks a row that was changed.
    Deleted,
}

/// Tells it at a cell of the workbook; `other` is the place in another workbook, if that is the other
/// side.
pub fn tell(
    report: &mut Report,
    span: Option<Span>,
    row: &str,
    sides: Sides<'_>,
    other: Option<Span>,
) -> Reported {
    let between = other.is_some();
    let (text, help) = match sides {
        Sides::Cell { column, exported, workbook, now } => {
            let [exported, workbook, now] = [exported, workbook, now].map(shown);
            cell(row, column, [&exported, &workbook, &now], between)
        }
        Sides::Gone if between => (
            say! { vi: "`{row}`: bảng tính này sửa, bảng tính kia bỏ hàng này", en: "`{row}`: this workbook changes the row, the other one lacks it" },
            say! { vi: "hỏi lại, rồi sửa cho hai bảng tính giống nhau", en: "ask which is right, then make both workbooks the same" },
        ),
        Sides::Gone => (
            say! { vi: "`{row}`: bảng tính này sửa hàng mà chiến dịch đã bỏ từ lúc xuất", en: "`{row}`: this workbook changes a row that the campaign has given up since it was exported" },
            say! { vi: "xóa hàng này khỏi bảng tính; nếu vẫn cần, xuất bảng mới rồi ghi lại ở đó", en: "delete the row from the workbook; if it is still needed, export a new workbook and write it there" },
        ),
        Sides::Deleted if between => (
            say! { vi: "`{row}`: bảng tính này bỏ, bảng tính kia sửa hàng này", en: "`{row}`: this workbook lacks the row, the other one changes it" },
            say! { vi: "hỏi lại, rồi sửa cho hai bảng tính giống nhau", en: "ask which is right, then make both workbooks the same" },
        ),
        Sides::Deleted => (
            say! { vi: "`{row}`: bảng tính này bỏ hàng mà chiến dịch đã sửa từ lúc xuất", en: "`{row}`: this workbook lacks a row that the campaign has changed since it was exported" },
            say! { vi: "xuất bảng mới, xem lại hàng ấy, rồi mới xóa ở đó", en: "export a new workbook, look at the row, and delete it there" },
        ),
    };
    let related = other.map(|other| {
        (other, say! { vi: "bảng tính kia ghi ở đây", en: "the other workbook says so here" })
    });
    report.error_with_related("cell-conflict", span, text, help, related)
}

fn cell(
    row: &str,
    column: &str,
    [exported, workbook, now]: [&str; 3],
    between: bool,
) -> (Text, Text) {
    if between {
        return (
            say! { vi: "`{row}`, {column}: lúc xuất là {exported}, bảng tính này ghi {workbook}, bảng tính kia ghi {now}", en: "`{row}`, {column}: exported as {exported}, this workbook says {workbook}, the other one says {now}" },
            say! { vi: "hỏi lại xem bên nào đúng, rồi sửa cho hai bảng tính giống nhau", en: "ask which is right, then make both workbooks the same" },
        );
    }
    (
        say! { vi: "`{row}`, {column}: lúc xuất là {exported}, bảng tính này ghi {workbook}, chiến dịch nay ghi {now}", en: "`{row}`, {column}: exported as {exported}, this workbook says {workbook}, the campaign now says {now}" },
        say! { vi: "hỏi lại xem bên nào đúng. Chiến dịch đúng: gõ điều ấy vào ô này. Bảng tính đúng: xuất bảng mới rồi sửa ở đó", en: "ask which is right. If the campaign is, type what it says into this cell; if the workbook is, export a new one and change it there" },
    )
}

fn shown(cell: &str) -> String {
    if cell.is_empty() { "∅".to_owned() } else { format!("“{cell}”") }
}
