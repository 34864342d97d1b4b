//! Words and patterns of a language.

use crate::model::{Campaign, Date, Lang};

/// The phrases of a language, falling back to the first language of the campaign.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    campaign: &'a Campaign,
    lang: &'a Lang,
}

impl<'a> Words<'a> {
    /// The phrases of `lang`.
    pub fn new(campaign: &'a Campaign, lang: &'a Lang) -> Self {
        Self { campaign, lang }
    }

    /// The phrase of a key; the key itself if no language has it, which `check` reports.
    pub fn get(&self, key: &'a str) -> &'a str {
        let of = |lang: &Lang| self.campaign.phrases.get(lang).and_then(|book| book.get(key));
        of(self.lang).or_else(|| of(self.campaign.first_lang())).unwrap_or(key)
    }

    /// The phrase of a key put together at run time, empty if there is none.
    pub fn find(&self, key: &str) -> String {
        let of = |lang: &Lang| self.campaign.phrases.get(lang).and_then(|book| book.get(key));
        of(self.lang).or_else(|| of(self.campaign.first_lang())).unwrap_or_default().to_owned()
    }

    /// A day, as the language writes it.
    pub fn date(&self, date: Date) -> String {
        let month = self.find(&format!("month_{}", date.month()));
        self.get("date")
            .replace("{day}", &date.day().to_string())
            .replace("{month}", &date.month().to_string())
            .replace("{month_name}", &month)
            .replace("{year}", &date.year().to_string())
    }

    /// A whole number, its digits in groups of three with the mark of the language.
    pub fn grouped(&self, whole: u32) -> String {
        let digits = whole.to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push_str(self.get("thousands"));
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A decimal number written with the mark of the language.
    pub fn number(&self, plain: &str) -> String {
        plain.replace('.', self.get("decimal"))
    }
}
