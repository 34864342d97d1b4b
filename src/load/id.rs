//! Ids: permanent names that become file names and addresses on every system.

use crate::{
    diag::{Report, Span},
    load::yaml::Fields,
    model::{Format, address, fold, format, place::GENERAL},
    say,
};

/// Whether pages, folders or formats of our own are called so.
fn is_reserved(name: &str) -> bool {
    address::RESERVED.contains(&name)
        || [GENERAL, format::ALL].contains(&name)
        || !matches!(Format::of(name), None | Some(Format::Sheet(_)))
}

/// Names that Windows keeps for devices.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether a name may be an id; if not, a diagnostic says why and what to use.
pub fn check(report: &mut Report, id: &str, span: impl Into<Option<Span>>) -> bool {
    let well_formed = !id.is_empty()
        && id.len() <= 40
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !id.starts_with('-')
        && !id.ends_with('-');
    if well_formed && !is_reserved(id) && !DEVICES.contains(&id) {
        return true;
    }
    let help = if well_formed {
        say! { vi: "tên này dành cho máy hoặc cho trang khác; thêm một từ, ví dụ `{id}-1`", en: "this name is kept for the system or another page; add a word, for example `{id}-1`" }
    } else {
        let better = suggestion(id);
        say! {
            vi: "chỉ dùng chữ thường không dấu, số và dấu gạch nối, nhiều nhất 40 ký tự, ví dụ `{better}`",
            en: "use only lower-case letters without marks, digits and hyphens, 40 characters at most, for example `{better}`"
        }
    };
    report.error_with_help(
        "id-form",
        span,
        say! { vi: "`{id}` không dùng làm tên được", en: "`{id}` cannot be a name" },
        help,
    );
    false
}

/// The names that a pack or lesson had before: `was: [old-name]`. Each is a file again, so it must
/// be such as names are.
pub fn moved(report: &mut Report, fields: &mut Fields<'_>) -> Vec<(String, Span)> {
    let mut was = fields.spanned_texts(report, "was").unwrap_or_default();
    was.retain(|(id, span)| check(report, id, *span));
    was
}

/// A name that could be meant.
fn suggestion(id: &str) -> String {
    from_title(id).unwrap_or_else(|| "ten-moi".to_owned())
}

/// The id that a title gives: its words without marks, as many as fit. None if no letter or digit
/// of it can stand in an id, as in Khmer.
pub fn from_title(title: &str) -> Option<String> {
    let plain = fold::key(title);
    let mut id = String::new();
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if id.is_empty() {
            id = word.chars().take(40).collect();
        } else if id.len() + 1 + word.len() <= 40 {
            id = format!("{id}-{word}");
        } else {
            break;
        }
    }
    if is_reserved(&id) || DEVICES.contains(&id.as_str()) {
        id.push_str("-1");
    }
    (!id.is_empty()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    #[test]
    fn what_is_suggested_may_be_used() {
        let mut sources = Sources::default();
        let span = Span::new(sources.add("t", ""), 0..0);
        for typed in ["Lộc Ninh", "-a-", "ទឹក", "", "A  b__c!", &"đ".repeat(50)] {
            let mut report = Report::new();
            assert!(!check(&mut report, typed, span), "{typed}");
            assert!(check(&mut report, &suggestion(typed), span), "{typed}");
        }
    }
}
