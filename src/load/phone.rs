//! What is wrong with a number to call, and what to type instead.

use crate::{
    diag::{Report, Span, Text},
    model::phone::{Fault, Phone, visible},
    say,
};

/// Where a number is typed: what to do with a second one depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// In a cell of `contacts.csv`.
    Cell,
    /// In a fact.
    Fact,
    /// In a link of a lesson.
    Link,
}

/// Reads a number to call; `None` if it is none, which is reported.
pub fn read(report: &mut Report, typed: &str, span: Span, place: Typed) -> Option<Phone> {
    match Phone::parse(typed) {
        Ok(phone) => Some(phone),
        Err(fault) => {
            refuse(report, typed, &fault, span, place);
            None
        }
    }
}

/// Reports a text that is not one number.
pub fn refuse(report: &mut Report, typed: &str, fault: &Fault, span: Span, place: Typed) {
    // A control character would spoil the line that is shown.
    let typed: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let quantity = spoiled(&typed);
    let (text, help) = match fault {
        Fault::NoNumber | Fault::Undialled if quantity.is_some() => {
            let now = quantity.unwrap_or_default();
            (
                say! { vi: "`{typed}` là số mà Excel đã đổi thành số lượng, thêm phần lẻ ở cuối", en: "`{typed}` is a number that Excel took for a quantity, with a fraction at its end" },
                say! { vi: "gõ `{now}`; trong Excel, định dạng cột là Văn bản (Text) trước khi gõ", en: "type `{now}`; in Excel, format the column as Text before you type" },
            )
        }
        Fault::NoNumber => match with_digits(&typed) {
            Some((letter, digit, now)) => (
                say! { vi: "`{typed}` có chữ `{letter}` ở chỗ của số {digit}", en: "`{typed}` has the letter `{letter}` where the digit {digit} belongs" },
                say! { vi: "gõ `{now}`", en: "type `{now}`" },
            ),
            None => (
                say! { vi: "`{typed}` không phải số điện thoại", en: "`{typed}` is not a telephone number" },
                in_digits(place),
            ),
        },
        Fault::Invisible(c) => {
            let code = format!("U+{:04X}", u32::from(*c));
            let visible = visible(&typed);
            let help = match Phone::parse(&visible).map(|phone| phone.grouped()) {
                Ok(now) => {
                    say! { vi: "xóa đi rồi gõ lại bằng tay: `{now}`", en: "delete it and type it anew: `{now}`" }
                }
                Err(_) => in_digits(place),
            };
            (
                say! { vi: "số `{visible}` có ký tự ẩn {code}", en: "the number `{visible}` holds the invisible character {code}" },
                help,
            )
        }
        Fault::Several(numbers) => {
            let count = numbers.len();
            let list: Vec<String> = numbers.iter().map(|number| format!("`{number}`")).collect();
            let list = list.join(", ");
            (
                say! { vi: "ở đây có {count} số: {list}; bấm gọi chỉ gọi được một", en: "{count} numbers stand here: {list}; a call goes to one" },
                one_each(place),
            )
        }
        Fault::LostZero(now) => (
            say! { vi: "`{typed}` thiếu số 0 ở đầu", en: "`{typed}` lacks its first zero" },
            say! { vi: "gõ `{now}`; có dấu cách thì Excel không bỏ số 0", en: "type `{now}`; Excel keeps the zero of a number with spaces" },
        ),
        Fault::NoPlus(now) => (
            say! { vi: "`{typed}` có mã nước 84 mà thiếu dấu `+`", en: "`{typed}` has the country code 84 without its `+`" },
            say! { vi: "gõ `{now}`", en: "type `{now}`" },
        ),
        Fault::Renumbered(now) => (
            say! { vi: "`{typed}` là số kiểu cũ: mã mạng và mã vùng đã đổi năm 2017, 2018", en: "`{typed}` is an old number: codes of networks and areas changed in 2017 and 2018" },
            say! { vi: "số mới là `{now}`; gọi thử rồi gõ số mới", en: "it has become `{now}`; call it, then type the new number" },
        ),
        Fault::NoArea => (
            say! { vi: "`{typed}` thiếu mã vùng, di động không gọi được", en: "`{typed}` lacks its area code; no mobile telephone can call it" },
            say! { vi: "gõ cả mã vùng, ví dụ `0271 3123 456`", en: "type it with the area code, for example `0271 3123 456`" },
        ),
        Fault::NoNetwork(code) => (
            say! { vi: "`{typed}` không gọi được: không mạng hay mã vùng nào có đầu số `{code}`", en: "`{typed}` cannot be called: no network and no area has numbers that begin with `{code}`" },
            say! { vi: "xem lại từng chữ số, nhất là ba số đầu; số máy bàn bắt đầu bằng `02`", en: "check each digit again, the first three above all; fixed numbers begin with `02`" },
        ),
        Fault::Abroad => (
            say! { vi: "`{typed}` không gọi được: sau dấu `+` là mã nước, không phải số 0, rồi tới số máy, cả thảy 10 đến 15 chữ số", en: "`{typed}` cannot be called: after the `+` come the code of a country, which is no zero, and the number, 10 to 15 digits in all" },
            say! { vi: "xem lại từng chữ số: `+855 23 123 456`; số của Việt Nam thì gõ từ số 0, không có `+`: `0912 345 678`", en: "check each digit again: `+855 23 123 456`; a number of Vietnam begins with 0, without the `+`: `0912 345 678`" },
        ),
        Fault::Undialled => {
            let count = typed.chars().filter(char::is_ascii_digit).count();
            (
                say! { vi: "`{typed}` không gọi được: {count} chữ số, ở Việt Nam không có số như vậy", en: "`{typed}` cannot be called: {count} digits, and Vietnam has no such number" },
                say! {
                    vi: "xem lại từng chữ số: di động có 10 chữ số (`0912 345 678`), máy bàn 11 (`0271 3123 456`), `1800` và `1900` có 8 hoặc 10, số ngắn 3 hoặc 4 và phải là số có thật (`115`, `1022`)",
                    en: "look at each digit again: mobile numbers have 10 (`0912 345 678`), fixed ones 11 (`0271 3123 456`), `1800` and `1900` have 8 or 10, short ones 3 or 4, and only those that exist (`115`, `1022`)"
                },
            )
        }
    };
    report.error_with_help("phone-malformed", span, text, help);
}

/// A number in which a letter stands for a digit that looks like it: the letter, the digit, and the
/// number as it is surely meant.
fn with_digits(typed: &str) -> Option<(char, char, String)> {
    let alike = [('O', '0'), ('o', '0'), ('l', '1'), ('I', '1')];
    let (letter, digit) = alike.into_iter().find(|(letter, _)| typed.contains(*letter))?;
    let meant: String = typed
        .chars()
        .map(|c| alike.iter().find(|(letter, _)| *letter == c).map_or(c, |(_, digit)| *digit))
        .collect();
    Some((letter, digit, Phone::parse(&meant).ok()?.grouped()))
}

/// A number without the fraction that a spreadsheet put behind it: `115.0`.
fn spoiled(typed: &str) -> Option<String> {
    let whole = typed.trim().strip_suffix('0')?.strip_suffix(['.', ','])?;
    let digits = whole.bytes().all(|b| b.is_ascii_digit());
    // It has lost the zero before it, too.
    let now = [whole.to_owned(), format!("0{whole}")]
        .into_iter()
        .find_map(|now| Phone::parse(&now).ok())?;
    digits.then(|| now.grouped())
}

fn in_digits(place: Typed) -> Text {
    match place {
        Typed::Cell => {
            say! { vi: "viết bằng chữ số, ví dụ `0271 3123 456`; chưa biết thì để trống", en: "write digits, for example `0271 3123 456`; leave it empty while unknown" }
        }
        Typed::Fact | Typed::Link => {
            say! { vi: "viết bằng chữ số, ví dụ `0271 3123 456`", en: "write digits, for example `0271 3123 456`" }
        }
    }
}

fn one_each(place: Typed) -> Text {
    match place {
        Typed::Cell => {
            say! { vi: "giữ một số ở đây; số kia ghi vào một hàng riêng, hoặc vào ô ghi chú (`note`)", en: "keep one here; write the other into a row of its own, or into `note`" }
        }
        Typed::Fact => {
            say! { vi: "mỗi số ghi thành một dữ kiện riêng", en: "write each number as a fact of its own" }
        }
        Typed::Link => {
            say! { vi: "mỗi số viết một liên kết riêng", en: "write a link for each number" }
        }
    }
}
