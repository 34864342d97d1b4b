//! What the cells of a column hold.

use std::{collections::BTreeMap, sync::LazyLock};

use super::Words;
use crate::{
    diag::Tongue,
    model::{fold, place::Known},
};

/// What the cells of a column hold. Any of them may be empty while nobody knows; see
/// [`Column::required`](super::Column::required).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The permanent id of the row: small letters, digits and hyphens.
    Id,
    /// The id of a place, as `units.csv` has it.
    Place,
    /// Ids of places, with `;` between them.
    Places,
    /// A code that may look like a number; its zeros stay.
    Code,
    /// Words.
    Text,
    /// One telephone number.
    Phone,
    /// A day: `2026-11-23` or `23/11/2026`.
    Day,
    /// A number that is not negative, with a decimal point or comma if need be.
    Number,
    /// How many: a whole number.
    Count,
    /// Decimal degrees on the earth, from `-most` to `most`.
    Degrees {
        /// 90 for a latitude, 180 for a longitude.
        most: u16,
    },
    /// One of a list.
    Choice(&'static [Choice]),
}

/// A word that a cell may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The word in the file.
    pub key: &'static str,
    /// The word for people.
    pub words: Words,
}

impl Choice {
    /// A word of the file with its words for people.
    pub const fn new(key: &'static str, vi: &'static str, en: &'static str) -> Self {
        Self { key, words: Words::new(vi, en) }
    }
}

/// Whether words of a choice are those, without marks. Every cell of a table asks.
fn is_alike(words: &str, folded: &str) -> bool {
    static KEYS: LazyLock<BTreeMap<&str, String>> = LazyLock::new(|| {
        let columns = super::ALL.into_iter().flat_map(|table| table.columns);
        let choices = columns.flat_map(|column| match column.kind {
            Kind::Choice(choices) => choices,
            _ => &[],
        });
        let words = choices.flat_map(|choice| [choice.words.vi, choice.words.en]);
        words.map(|words| (words, fold::key(words))).collect()
    });
    KEYS.get(words).map_or_else(|| fold::key(words) == folded, |key| key == folded)
}

/// Something that is there, is not, or is not known.
pub(super) const STATES: Kind = Kind::Choice(&[
    Choice::new(Known::Yes.key(), "có", "yes"),
    Choice::new(Known::No.key(), "không", "no"),
    Choice::new(Known::Unknown.key(), "chưa biết", "not known"),
]);

impl Kind {
    /// How a cell is filled in, whatever the column; nothing where any words may stand.
    pub fn help(self) -> Words {
        match self {
            Self::Id => Words::new(
                "Đặt một lần, không đổi: chữ thường không dấu, số, gạch nối.",
                "Chosen once and never changed: small letters without marks, digits, hyphens.",
            ),
            Self::Place => Words::new(
                "Mã của nơi, như ở cột “Mã” (id) trong bảng “Đơn vị” (units.csv).",
                "The id of the place, as in the column “Id” (id) of the table “Units” (units.csv).",
            ),
            Self::Places => Words::new(
                "Mã của nơi, như ở cột “Mã” (id); nhiều mã thì cách nhau bằng dấu chấm phẩy.",
                "The id of the place, as in the column “Id” (id); several are parted by semicolons.",
            ),
            Self::Code => Words::new("Giữ cả số 0 ở đầu.", "Keep its zeros at the start."),
            Self::Phone => Words::new(
                "Viết đủ số 0 ở đầu, ví dụ 0271 3 123 456. Chưa biết thì để trống, đừng đoán.",
                "Write its zero at the start, for example 0271 3 123 456. Leave it empty while unknown; do not guess.",
            ),
            Self::Day => Words::new(
                "Viết năm-tháng-ngày, ví dụ 2026-11-23, hoặc 23/11/2026.",
                "Write year-month-day, for example 2026-11-23, or 23/11/2026.",
            ),
            Self::Number => Words::new(
                "Viết bằng chữ số, ví dụ 2.5; chưa đo thì để trống.",
                "Write digits, for example 2.5; leave it empty while nobody has measured.",
            ),
            Self::Count => Words::new(
                "Viết bằng chữ số, ví dụ 186; chưa biết thì để trống.",
                "Write digits, for example 186; leave it empty while unknown.",
            ),
            Self::Degrees { most: ..=90 } => Words::new(
                "Độ thập phân, ví dụ 11.8512; chưa đo thì để trống.",
                "Decimal degrees, for example 11.8512; leave it empty while nobody has measured.",
            ),
            Self::Degrees { .. } => Words::new(
                "Độ thập phân, ví dụ 106.6024; chưa đo thì để trống.",
                "Decimal degrees, for example 106.6024; leave it empty while nobody has measured.",
            ),
            Self::Choice(_) => Words::new("Chọn trong danh sách.", "Choose from the list."),
            Self::Text => Words::NONE,
        }
    }

    /// The word of the file that is meant by it or by its words for people in either language, with
    /// or without marks; nothing where none is, or the column is no choice.
    pub fn key(self, typed: &str) -> Option<&'static str> {
        let Self::Choice(choices) = self else { return None };
        let lower = typed.to_lowercase();
        let folded = fold::key(typed);
        let exact = |choice: &&Choice| {
            let Words { vi, en } = choice.words;
            [choice.key, vi, en].contains(&lower.as_str())
        };
        let alike = |choice: &&Choice| {
            let Words { vi, en } = choice.words;
            !folded.is_empty() && [vi, en].into_iter().any(|words| is_alike(words, &folded))
        };
        let found = choices.iter().find(exact).or_else(|| choices.iter().find(alike));
        found.map(|choice| choice.key)
    }

    /// A cell of the file as people see it in a language.
    pub fn shown(self, cell: &str, tongue: Tongue) -> &str {
        let Self::Choice(choices) = self else { return cell };
        let found = choices.iter().find(|choice| choice.key == cell);
        found.map_or(cell, |choice| choice.words.in_tongue(tongue))
    }
}
