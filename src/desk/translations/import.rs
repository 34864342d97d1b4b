//! Filled-in workbooks of a translation as changes of its lessons and records.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    SHEETS,
    exported::{self, Before, Known, Verdict, Words, weigh},
    language,
    lines::{self, Line, Work, fields},
    messages::{and_so_on, no_mark, no_state, of_other_language, other_fields, twice, unknown},
    rebuild::{self, Misfit, Said, rebuild},
    records,
    taken::Records,
};
use crate::{
    desk::{
        Edit,
        grid::{Cell, Grid},
        head, intake,
        places::{
            Import,
            changes::{CellChange, Change, What},
            no_table,
        },
        sheet,
    },
    diag::{Report, Sources, Span, Stop},
    load::{self, files::Files, passages::flat},
    model::Date,
    say,
};

/// The columns of the sheet, in its order.
pub(super) const KEY: usize = 0;
pub(super) const SOURCE: usize = 2;
pub(super) const TRANSLATION: usize = 3;
pub(super) const STATE: usize = 4;
const NOTE: usize = 5;

/// A sheet with more faults than that is another one than was handed out.
const MOST_FAULTS: usize = 200;

/// A row of the workbook that says something of a line.
#[derive(Clone, Copy)]
pub struct TranslatedRow<'a> {
    /// The workbook, by its number.
    pub workbook: usize,
    grid: &'a Grid,
    at: usize,
    columns: [Option<usize>; 6],
}

impl TranslatedRow<'_> {
    /// The place of its cell in a column of ours.
    pub fn place(&self, sources: &mut Sources, column: usize) -> Span {
        let at = self.columns.get(column).copied().flatten().unwrap_or_default();
        self.grid.place(sources, self.at, at)
    }
}

/// Reads workbooks and works out which translations they change together. Nothing is written.
///
/// # Errors
/// When a row cannot be understood, or was changed on two sides, which is reported with its cell, or the
/// machine failed.
pub fn import(
    report: &mut Report,
    sources: &mut Sources,
    root: &Path,
    lang: &str,
    paths: &[PathBuf],
    today: Date,
) -> Result<Import, Stop> {
    let files = Files::scan(root)?;
    let campaign = load::campaign(report, sources, &files)?;
    report.so_far()?;
    let lang = language(report, &campaign, lang)?;
    let works = lines::works(report, sources, &files, &campaign, &lang)?;
    let all = intake::read_all(report, sources, paths)?;
    let records = records::records(report, sources, &files, &campaign, &lang)?;
    let mut records = Records::new(records);
    let mut import = Import::default();
    let mut said: Vec<Vec<Said>> = works.iter().map(|work| as_it_is(&work.lines)).collect();
    let mut rows: BTreeMap<(usize, usize), TranslatedRow<'_>> = BTreeMap::new();
    for (workbook, sent) in all.iter().enumerate() {
        let other = sent.exported.as_ref().and_then(|all| exported::other_language(all, &lang));
        if let Some(other) = other {
            of_other_language(report, sources, &sent.file, other, &lang);
            continue;
        }
        let handed = sent.exported.as_ref().and_then(|all| all.table(&exported::table(&lang)));
        let known = handed.map(Known::new);
        if known.is_none() {
            import.unknowing.push(sent.file.clone());
        }
        if sent.grids.is_empty() {
            no_table(report, sources, &sent.file);
        }
        for grid in &sent.grids {
            let Ok(sheet) = head::table(report, sources, grid, &SHEETS) else { continue };
            let Ok(head) = head::head(report, sources, sheet, grid) else { continue };
            import.comments(&sent.comments, grid, sheet, head.row);
            let mut columns = [None; 6];
            columns.iter_mut().zip(&head.columns).for_each(|(to, from)| *to = *from);
            let (at, cells) = head::rows(report, sources, grid, &head);
            let before = report.diagnostics().len();
            for (at, cells) in at.into_iter().zip(cells) {
                let row = TranslatedRow { workbook, grid, at, columns };
                if report.diagnostics().len() > before + MOST_FAULTS {
                    and_so_on(report, sources, row);
                    break;
                }
                let said_of = SaidOf::new(&cells);
                if !said_of.note.is_empty() {
                    import.notes.push((said_of.key.clone(), said_of.note.clone()));
                }
                let before = known.as_ref().and_then(|all| all.row(&said_of.key, &said_of.source));
                // Nobody touched it, so it says nothing, whatever became of its original.
                if before.is_some_and(|before| said_of.is(before)) {
                    continue;
                }
                no_state(report, sources, row, &said_of.state);
                // No lesson has a colon in its id.
                if said_of.key.contains(':') {
                    records.take(report, sources, row, &said_of, before);
                    continue;
                }
                take(report, sources, &works, &mut said, &mut rows, row, said_of, before);
            }
        }
    }
    report.so_far()?;
    for (number, (work, said)) in works.iter().zip(&said).enumerate() {
        let rows: BTreeMap<usize, TranslatedRow<'_>> =
            rows.range((number, 0)..(number + 1, 0)).map(|((_, at), row)| (*at, *row)).collect();
        settle(report, sources, root, work, said, &rows, today, &mut import);
    }
    let langs = [campaign.first_lang(), &lang];
    records.settle(report, sources, root, &files, langs, &mut import)?;
    report.so_far()?;
    Ok(import)
}

fn as_it_is(lines: &[Line]) -> Vec<Said> {
    let said = |line: &Line| Said { text: line.translation.clone(), state: line.state.to_owned() };
    lines.iter().map(said).collect()
}

/// What a row says.
pub(super) struct SaidOf {
    /// Its key.
    pub key: String,
    /// The original.
    pub source: String,
    /// The translation.
    pub text: String,
    /// The state that was chosen, see [`Line::state`]; empty if none was.
    pub state: String,
    /// What somebody wrote to whoever takes it back.
    pub note: String,
}

impl SaidOf {
    fn new(cells: &[Cell]) -> Self {
        let cell =
            |column: usize| cells.get(column).map(|cell| flat(&cell.text)).unwrap_or_default();
        Self {
            key: cell(KEY),
            source: cell(SOURCE),
            text: cell(TRANSLATION),
            state: sheet::kept(lines::STATES, &cell(STATE)),
            note: cell(NOTE),
        }
    }

    /// Whether it says what it was handed out with.
    fn is(&self, before: &Before) -> bool {
        self.text == before.translation && (self.state.is_empty() || self.state == before.state)
    }
}

/// Finds the line of a row and keeps what the row says of it.
#[expect(clippy::too_many_arguments, reason = "what is read, and where it goes")]
fn take<'g>(
    report: &mut Report,
    sources: &mut Sources,
    works: &[Work],
    said: &mut [Vec<Said>],
    rows: &mut BTreeMap<(usize, usize), TranslatedRow<'g>>,
    row: TranslatedRow<'g>,
    SaidOf { key, source, text, state, .. }: SaidOf,
    before: Option<&Before>,
) {
    let lines = || {
        works.iter().enumerate().flat_map(|(work, found)| {
            found.lines.iter().enumerate().map(move |(at, line)| ((work, at), line))
        })
    };
    let named = lines().find(|(_, line)| line.key == key);
    // The original may have got paragraphs before this one since the workbook was made.
    let (lesson, part) = key.split_once('/').unwrap_or_default();
    let part = part.split('.').next().unwrap_or_default();
    let alike = || {
        let mut found = lines().filter(|(_, line)| {
            let (of, name) = line.key.split_once('/').unwrap_or_default();
            of == lesson && name.split('.').next() == Some(part) && line.source == source
        });
        found.next().filter(|_| found.next().is_none())
    };
    let found = named.filter(|(_, line)| line.source == source);
    let Some((at, line)) = found.or_else(|| alike().filter(|_| !source.is_empty())) else {
        unknown(report, sources, row, &key, named.is_some());
        return;
    };
    let first = rows.get(&at).copied();
    if let Some(first) = first.filter(|first| first.workbook == row.workbook) {
        twice(report, sources, first, row, &key);
        return;
    }
    let Some(slot) = said.get_mut(at.0).and_then(|lines| lines.get_mut(at.1)) else { return };
    let exported = before.map(|before| before.translation.as_str());
    let words = Words {
        exported,
        workbook: &text,
        now: &line.translation,
        earlier: first.map(|first| (first, slot.text.as_str())),
    };
    match weigh(report, sources, row, &key, words) {
        // A state that was chosen for other words than those that stand there now says nothing.
        Verdict::Stays if text != slot.text => return,
        Verdict::Stays => {}
        Verdict::Taken => {
            no_mark(report, sources, row, &line.source, &text);
            if !line.source.is_empty() && !text.is_empty() {
                let (wanted, has) = (fields(&line.source), fields(&text));
                if wanted != has {
                    let list = |names: &[String]| {
                        let all = names.iter().map(|name| format!("[[ {name} ]]"));
                        all.collect::<Vec<_>>().join(" ")
                    };
                    other_fields(report, sources, row, &list(&wanted), &list(&has));
                }
            }
        }
        Verdict::Conflict => return,
    }
    rows.insert(at, row);
    let state = if state.is_empty() { line.state.to_owned() } else { state };
    *slot = Said { text, state };
}

/// The changes of one lesson.
#[expect(clippy::too_many_arguments, reason = "what is read, and where it goes")]
fn settle(
    report: &mut Report,
    sources: &mut Sources,
    root: &Path,
    work: &Work,
    said: &[Said],
    rows: &BTreeMap<usize, TranslatedRow<'_>>,
    today: Date,
    import: &mut Import,
) {
    let mut changes = Vec::new();
    for (line, said) in work.lines.iter().zip(said) {
        let state = rebuild::state(line, said);
        let shown = |state| sheet::shown(lines::STATES, state);
        let mut cells = Vec::new();
        let mut cell = |column: &'static str, old: &str, new: &str| {
            if old != new {
                cells.push(CellChange { column, old: old.to_owned(), new: new.to_owned() });
            }
        };
        cell("Bản dịch", &line.translation, &said.text);
        cell("Tình trạng", shown(line.state), shown(state));
        let what = match (line.translation.is_empty(), said.text.is_empty()) {
            _ if cells.is_empty() => continue,
            (true, false) => What::Added,
            (false, true) => What::Removed,
            _ => What::Changed,
        };
        changes.push(Change { what, row: line.key.clone(), cells });
    }
    if changes.is_empty() || said.iter().all(|said| said.text.is_empty()) && work.old.is_none() {
        return;
    }
    let place = |sources: &mut Sources, at: usize| match rows.get(&at) {
        Some(row) => row.place(sources, TRANSLATION),
        None => Span::new(sources.add(work.path.clone(), ""), 0..0),
    };
    let mut before = Report::new();
    let read = work.old.as_ref().and_then(|old| {
        let file = sources.add(work.path.clone(), old.text.clone());
        load::translation(&mut before, file, &old.text, &work.folder).ok()
    });
    let made = match rebuild(work, read.as_ref(), said, today) {
        Ok(made) => made,
        Err(misfits) => {
            for (at, misfit) in misfits {
                let span = place(sources, at);
                let key = work.lines.get(at).map_or("", |line| &line.key);
                let (text, help) = match misfit {
                    Misfit::Incomplete => (
                        say! { vi: "`{key}` chưa dịch, còn đoạn đi cùng thì đã dịch", en: "`{key}` is not translated, but what stands with it is" },
                        say! { vi: "dịch đoạn này, hoặc để trống cả hàng bảng, câu hỏi hay phần", en: "translate it, or leave the whole row, question or part empty" },
                    ),
                    Misfit::Form => (
                        say! { vi: "viết thế này thì `{key}` không còn là một đoạn như bản gốc", en: "written so, `{key}` is no paragraph as in the original" },
                        say! { vi: "bỏ dấu `|`, `#`, `>`, `-` hay ba dấu ` ở đầu hoặc giữa đoạn", en: "take out a `|`, `#`, `>`, `-` or three ` at its start or in it" },
                    ),
                    Misfit::Front => {
                        let path = &work.path;
                        (
                            say! { vi: "phần đầu bài trong {path} viết theo cách máy không tự sửa được", en: "the front matter of {path} is written in a way that cannot be changed safely" },
                            say! { vi: "viết mỗi mục ở đó trên một dòng, như trong bài gốc, rồi nhập lại", en: "write each of its entries on a line of its own there, as in the original, and import again" },
                        )
                    }
                };
                report.error_with_help("translation-form", span, text, help);
            }
            return;
        }
    };
    let file = sources.add(work.path.clone(), made.text.clone());
    let mut found = Report::new();
    let _ = load::translation(&mut found, file, &made.text, &work.folder);
    for diagnostic in found.diagnostics() {
        let same = |old: &&crate::diag::Diagnostic| {
            old.code == diagnostic.code && old.text == diagnostic.text
        };
        if before.diagnostics().iter().any(|old| same(&old)) {
            continue;
        }
        let mut told = diagnostic.clone();
        let start = told.span.map_or(0, |span| span.range().start);
        let nearest = made.places.iter().rev().find(|(at, _)| at.start <= start);
        let line = nearest.or_else(|| made.places.first()).map_or(0, |(_, line)| *line);
        told.span = Some(place(sources, line));
        told.related.clear();
        report.push(told);
    }
    let marked = work.old.as_ref().is_some_and(|old| old.marked);
    let whole = |text: &str| [if marked { "\u{FEFF}" } else { "" }, text].concat().into_bytes();
    let old = work.old.as_ref().map(|old| whole(&old.text));
    import.edits.push(Edit { path: root.join(&work.path), old, new: whole(&made.text) });
    import.tables.push(("Bản dịch", work.path.clone(), changes));
}
