//! Words that stand in a declaration.

use crate::diag::{Text, Tongue};

/// Words in the two languages that messages are written in. [`Text`] is put together while the
/// program runs; these are constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// Nothing, in either language.
    pub const NONE: Self = Self::new("", "");

    /// The words in both languages.
    pub const fn new(vi: &'static str, en: &'static str) -> Self {
        Self { vi, en }
    }

    /// The words in one language.
    pub fn in_tongue(self, tongue: Tongue) -> &'static str {
        match tongue {
            Tongue::Vi => self.vi,
            Tongue::En => self.en,
        }
    }
}

impl From<Words> for Text {
    fn from(words: Words) -> Self {
        Self { vi: words.vi.into(), en: words.en.into() }
    }
}

/// What a note is for, in any table.
pub(super) const NOTE: Words = Words::new(
    "Một câu cho người đọc. Không nêu tên trẻ em, gia đình hay vụ việc nào.",
    "A sentence for readers, in Vietnamese. It names no child, no family and no incident.",
);

/// The same in English.
pub(super) const NOTE_EN: Words = Words::new(
    "Câu ghi chú bằng tiếng Anh; có thể để trống.",
    "The note in English; it may stay empty.",
);

/// What the name of a thing is.
pub(super) const NAME: Words =
    Words::new("Tên như người dân quen gọi.", "The name that people know.");
