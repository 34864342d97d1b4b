//! The rows of a workbook that say something of records, as changes of their files.

use std::{collections::BTreeMap, path::Path};

use super::{
    exported::{Before, Verdict, Words, weigh},
    import::{SaidOf, TRANSLATION, TranslatedRow},
    lines::{STATES, fields},
    messages::{no_mark, other_fields, twice, unknown},
    records::{Record, written},
};
use crate::{
    desk::{
        Edit,
        places::{
            Import,
            changes::{CellChange, Change, What},
        },
        sheet::shown,
    },
    diag::{Report, Sources, Stop},
    load::{characters, files::Files},
    model::Lang,
    say,
};

/// The records of a campaign, and what a workbook says of them.
pub struct Records<'a> {
    all: Vec<Record>,
    /// By the number of the record: its row, and the words there.
    said: BTreeMap<usize, (TranslatedRow<'a>, String)>,
}

impl<'a> Records<'a> {
    /// Nothing is said of them yet.
    pub fn new(all: Vec<Record>) -> Self {
        Self { all, said: BTreeMap::new() }
    }

    /// Finds the record of a row and keeps what the row says of it.
    pub(super) fn take(
        &mut self,
        report: &mut Report,
        sources: &mut Sources,
        row: TranslatedRow<'a>,
        SaidOf { key, source, text, .. }: &SaidOf,
        before: Option<&Before>,
    ) {
        let known = self.all.iter().enumerate().find(|(_, record)| record.key == *key);
        let Some((at, record)) = known.filter(|(_, record)| record.source == *source) else {
            unknown(report, sources, row, key, known.is_some());
            return;
        };
        let first = self.said.get(&at);
        if let Some((first, _)) = first.filter(|(first, _)| first.workbook == row.workbook) {
            twice(report, sources, *first, row, key);
            return;
        }
        let words = Words {
            exported: before.map(|before| before.translation.as_str()),
            workbook: text,
            now: &record.translation,
            earlier: first.map(|(first, said)| (*first, said.as_str())),
        };
        match weigh(report, sources, row, key, words) {
            Verdict::Stays if first.is_some() || *text != record.translation => return,
            Verdict::Stays => {}
            Verdict::Taken => Self::fits(report, sources, row, record, text),
            Verdict::Conflict => return,
        }
        self.said.insert(at, (row, text.clone()));
    }

    /// Tells new words that cannot stand in the place of the old ones.
    fn fits(
        report: &mut Report,
        sources: &mut Sources,
        row: TranslatedRow<'_>,
        record: &Record,
        text: &str,
    ) {
        let key = &record.key;
        if text.is_empty() {
            let (span, path) = (row.place(sources, TRANSLATION), &record.path);
            report.error_with_help(
                "translation-form",
                span,
                say! { vi: "`{key}` đang có bản dịch, ô này lại để trống", en: "`{key}` has a translation, and this cell is empty" },
                say! { vi: "chép lại bản dịch đang có; muốn bỏ hẳn thì xóa trong {path}", en: "copy the translation back; to do without it, remove it from {path}" },
            );
            return;
        }
        no_mark(report, sources, row, &record.source, text);
        let (wanted, has) = (placeholders(&record.source), placeholders(text));
        characters::check_words(report, row.place(sources, TRANSLATION), "", text);
        // The words for one thing need no number.
        if wanted != has && !(key.ends_with(".one") && has.is_empty()) {
            other_fields(report, sources, row, &wanted, &has);
        }
    }

    /// The changes of the files.
    ///
    /// # Errors
    /// When the machine failed.
    pub fn settle(
        mut self,
        report: &mut Report,
        sources: &mut Sources,
        root: &Path,
        files: &Files,
        [first, lang]: [&Lang; 2],
        import: &mut Import,
    ) -> Result<(), Stop> {
        let mut by_path: BTreeMap<String, Vec<(usize, Change, TranslatedRow<'_>)>> =
            BTreeMap::new();
        for (at, (row, text)) in &self.said {
            let Some(record) = self.all.get_mut(*at).filter(|record| record.translation != *text)
            else {
                continue;
            };
            let old = std::mem::replace(&mut record.translation, text.clone());
            let what = if old.is_empty() { What::Added } else { What::Changed };
            let mut cells =
                vec![CellChange { column: "Bản dịch", old: old.clone(), new: text.clone() }];
            if old.is_empty() {
                let [old, new] = ["new", "same"].map(|state| shown(STATES, state).to_owned());
                cells.push(CellChange { column: "Tình trạng", old, new });
            }
            let change = Change { what, row: record.key.clone(), cells };
            by_path.entry(record.path.clone()).or_default().push((*at, change, *row));
        }
        for (path, changed) in by_path {
            let there = files.has(&path);
            let bytes = if there { Some(files.bytes(&path)?) } else { None };
            let text = if there { Some(files.text(report, sources, &path)?.1) } else { None };
            let all: Vec<&Record> = self.all.iter().filter(|record| record.path == path).collect();
            let words: Vec<(&Record, &str)> = changed
                .iter()
                .filter_map(|(at, ..)| self.all.get(*at))
                .map(|record| (record, record.translation.as_str()))
                .collect();
            match written(text.as_deref(), first, lang, &all, &words) {
                Ok(new) => {
                    let marked = bytes.as_ref().is_some_and(|old| old.starts_with(b"\xEF\xBB\xBF"));
                    let mark = if marked { "\u{FEFF}" } else { "" };
                    let new = [mark, &new].concat().into_bytes();
                    import.edits.push(Edit { path: root.join(&path), old: bytes, new });
                    let changes = changed.into_iter().map(|(_, change, _)| change).collect();
                    import.tables.push(("Bản dịch", path, changes));
                }
                Err(number) => {
                    let Some((_, change, row)) = changed.get(number) else { continue };
                    let (key, span) = (&change.row, row.place(sources, TRANSLATION));
                    report.error_with_help(
                        "translation-form",
                        span,
                        say! { vi: "`{key}` trong {path} viết theo cách máy không tự sửa được", en: "`{key}` is written in {path} in a way that cannot be changed safely" },
                        say! { vi: "sửa tay trong {path}: thêm `{lang}: …` cạnh `{first}: …`", en: "change {path} by hand: write `{lang}: …` beside `{first}: …`" },
                    );
                }
            }
        }
        Ok(report.so_far()?)
    }
}

/// What is filled into a text later, in order of its names: `[[ … ]]` and `{…}`.
fn placeholders(text: &str) -> String {
    let mut all: Vec<String> =
        fields(text).into_iter().map(|name| format!("[[ {name} ]]")).collect();
    let open = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let mut names: Vec<String> = open.map(|(name, _)| format!("{{{name}}}")).collect();
    names.sort();
    all.append(&mut names);
    all.join(" ")
}
