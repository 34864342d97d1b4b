//! What to say of a place that somebody meant to fill in and forgot.

use crate::{
    diag::{Report, Span, Text},
    model::markdown::Blank,
    say,
};

/// Reports a place that is not filled in, with what was typed there. `fields` says whether values of a
/// place may be named there.
pub fn refuse(report: &mut Report, typed: &str, what: Blank, span: Span, fields: bool) {
    let text = match what {
        Blank::Digits => {
            say! { vi: "`{typed}` là số bị che mất chữ số, không ai gọi được", en: "`{typed}` is a number with hidden digits, which nobody can call" }
        }
        _ => {
            say! { vi: "`{typed}` là chỗ chưa điền, và sẽ in ra y như đã gõ", en: "`{typed}` was to be filled in, and would be printed as it is typed" }
        }
    };
    let help = help(what, typed, fields);
    // Brackets that name something are no words of a sentence.
    if typed.starts_with(['[', '<', '{', '(', '«']) && what != Blank::Digits {
        report.error_with_help("unfilled", span, text, help);
    } else {
        report.warning("unfilled", span, text).help(help);
    }
}

fn help(what: Blank, typed: &str, fields: bool) -> Text {
    match what {
        _ if typed.starts_with(['T', 'L', 'l']) => {
            say! { vi: "viết cho xong rồi xóa `{typed}`", en: "write what is missing, and delete `{typed}`" }
        }
        Blank::Field(path) if fields => {
            say! { vi: "viết `[[ {path} ]]`, mỗi nơi sẽ tự điền vào", en: "write `[[ {path} ]]`, which is filled in for each place" }
        }
        Blank::Place if fields => {
            say! { vi: "viết `[[ place.full ]]` thay cho cả cụm (giữa câu: `[[ place.inline ]]`), mỗi nơi sẽ tự điền vào", en: "write `[[ place.full ]]` (within a sentence `[[ place.inline ]]`) in the place of the whole name, which is filled in for each place" }
        }
        Blank::Digits if fields => {
            say! { vi: "ghi đủ số một lần vào content/facts.yaml rồi viết `[[ fact.tên ]]`, số của xã thì `[[ place.health_station.phone ]]`; không có số thì bỏ đi", en: "write the whole number once into content/facts.yaml and cite `[[ fact.its_id ]]`, or for a number of the place `[[ place.health_station.phone ]]`; if there is none, leave it out" }
        }
        Blank::Picture => {
            say! { vi: "chép ảnh vào thư mục của bài rồi viết `![chữ thay ảnh](ten-anh.jpg)`; không có ảnh thì xóa đi", en: "copy the picture into the folder of the lesson and write `![alternative text](its-name.jpg)`; if there is none, delete this" }
        }
        Blank::Day => {
            say! { vi: "điền đủ ngày, tháng, năm; nếu để người đọc viết tay thì gõ `__/__/____`", en: "fill in the whole date; for a line to write on, type `__/__/____`" }
        }
        Blank::Word | Blank::Place if !typed.starts_with('[') => {
            say! { vi: "điền vào; nếu để người đọc viết tay thì gõ `\\____`; nếu thừa thì xóa đi", en: "fill it in; for a line to write on, type `\\____`; if it is left over, delete it" }
        }
        _ => {
            say! { vi: "điền vào, hoặc xóa cả chỗ này; nếu đúng là chữ trong câu thì gõ `\\` trước dấu ngoặc", en: "fill it in, or delete it; if it belongs to the sentence, type `\\` before the bracket" }
        }
    }
}
