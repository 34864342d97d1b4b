//! The workbooks that translators fill in.

use super::{
    SHEETS, exported, language,
    lines::{self, Work},
    others,
    records::{self, Record},
};
use crate::{
    desk::workbook::Book,
    diag::{Failure, Report, Sources, Stop},
    load::{self, files::Files},
    model::{Campaign, Lang, Pack},
    say,
};

/// For whom workbooks are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'a> {
    /// All of a language in one.
    Whole(&'a str),
    /// Of a language one for each pack, and one with the words that stand elsewhere: several people
    /// share the work.
    Packs(&'a str),
    /// One for each language but the first.
    Languages,
}

/// What a workbook of the words outside lessons is called. No pack has such an id.
const ELSEWHERE: &str = "giao_dien";

/// A campaign in other languages as the bytes of workbooks, each with its name: a sheet for each pack, a
/// row for each paragraph, with the original beside it; then the words of the interface, and titles and
/// sayings.
///
/// # Errors
/// When the campaign has not the language, or no other than its first, or its lessons cannot be read,
/// which is reported, or the machine failed.
pub fn export(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    which: Which<'_>,
) -> Result<Vec<(String, Vec<u8>)>, Stop> {
    let campaign = load::campaign(report, sources, files)?;
    report.so_far()?;
    let langs = match which {
        Which::Whole(name) | Which::Packs(name) => vec![language(report, &campaign, name)?],
        Which::Languages => others(&campaign).cloned().collect(),
    };
    if langs.is_empty() {
        return Err(report
            .error_with_help(
                "language-unlisted",
                None,
                say! { vi: "chiến dịch chỉ có một ngôn ngữ, chưa có gì để dịch", en: "the campaign has one language, so there is nothing to translate" },
                say! { vi: "thêm ngôn ngữ của bản dịch trước, ví dụ `loa new language en`", en: "add the language of the translation first, for example `loa new language en`" },
            )
            .into());
    }
    let mut made = Vec::new();
    for lang in langs {
        let works = lines::works(report, sources, files, &campaign, &lang)?;
        let records = records::records(report, sources, files, &campaign, &lang)?;
        let all = Words { campaign: &campaign, lang: &lang, works, records };
        match which {
            Which::Whole(_) | Which::Languages => {
                made.push((lang.to_string(), all.book(|_| true, true)?));
            }
            Which::Packs(_) => {
                let packs = campaign.packs.iter().filter(|pack| all.of(pack).next().is_some());
                for pack in packs {
                    let book = all.book(|other| other.id == pack.id, false)?;
                    made.push((format!("{lang}-{}", pack.id), book));
                }
                made.push((format!("{lang}-{ELSEWHERE}"), all.book(|_| false, true)?));
            }
        }
    }
    Ok(made)
}

/// All words of a campaign in a language.
struct Words<'a> {
    campaign: &'a Campaign,
    lang: &'a Lang,
    works: Vec<Work>,
    records: Vec<Record>,
}

impl Words<'_> {
    /// The lessons of a pack that have any.
    fn of<'w>(&'w self, pack: &'w Pack) -> impl Iterator<Item = &'w Work> {
        self.works.iter().filter(|work| work.pack == pack.id && !work.lines.is_empty())
    }

    /// A workbook of some packs, with or without the words that stand elsewhere.
    fn book(&self, takes: impl Fn(&Pack) -> bool, elsewhere: bool) -> Result<Vec<u8>, Failure> {
        let mut book = Book::default();
        for pack in self.campaign.packs.iter().filter(|pack| takes(pack)) {
            let lines = self.of(pack).flat_map(|work| &work.lines);
            let rows: Vec<Vec<String>> = lines
                .map(|line| {
                    let cells = [&line.key, &line.label, &line.source, &line.translation];
                    let cells = cells.into_iter().cloned();
                    cells.chain([line.state.to_owned(), String::new()]).collect()
                })
                .collect();
            // A sheet may have a name of 31 letters.
            let name: String = pack.id.chars().take(31).collect();
            self.sheet(&mut book, &name, &rows)?;
        }
        for (name, of_phrases) in [(records::PHRASES, true), (records::NAMES, false)] {
            let records = self.records.iter().filter(|record| record.is_phrase() == of_phrases);
            let rows: Vec<Vec<String>> = records
                .map(|record| {
                    let cells = [&record.key, record.label, &record.source, &record.translation];
                    let cells = cells.into_iter().map(str::to_owned);
                    cells.chain([record.state().to_owned(), String::new()]).collect()
                })
                .collect();
            if elsewhere {
                self.sheet(&mut book, name, &rows)?;
            }
        }
        book.bytes()
    }

    fn sheet(&self, book: &mut Book, name: &str, rows: &[Vec<String>]) -> Result<(), Failure> {
        let table = exported::table(self.lang);
        SHEETS.iter().try_for_each(|sheet| book.add(sheet, &table, name, rows, 0))
    }
}
