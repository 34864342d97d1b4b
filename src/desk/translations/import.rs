//! A filled-in workbook of a translation as changes of its lessons and records.

use std::{collections::BTreeMap, path::Path};

use super::{
    SHEETS, language,
    lines::{self, Line, Work, fields},
    rebuild::{self, Misfit, Said, rebuild},
    records,
    taken::Records,
};
use crate::{
    desk::{
        Edit,
        grid::{self, Cell, Grid},
        head,
        places::{
            Import,
            changes::{CellChange, Change, What},
        },
    },
    diag::{Report, Sources, Span, Stop},
    load::{self, files::Files, outline::flat},
    model::Date,
    say,
};

/// The columns of the sheet, in its order.
pub(super) const KEY: usize = 0;
pub(super) const SOURCE: usize = 2;
pub(super) const TRANSLATION: usize = 3;
const STATE: usize = 4;
pub(super) const NOTE: usize = 5;

/// A row of the workbook that says something of a line.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    grid: &'a Grid,
    at: usize,
    columns: [Option<usize>; 6],
}

impl Row<'_> {
    /// The place of its cell in a column of ours.
    pub fn place(&self, sources: &mut Sources, column: usize) -> Span {
        let at = self.columns.get(column).copied().flatten().unwrap_or_default();
        self.grid.place(sources, self.at, at)
    }
}

/// Reads a workbook and works out which translations it changes. Nothing is written.
///
/// # Errors
/// When a row cannot be understood, which is told with its cell, or the machine failed.
pub fn import(
    report: &mut Report,
    sources: &mut Sources,
    root: &Path,
    lang: &str,
    path: &Path,
    today: Date,
) -> Result<Import, Stop> {
    let files = Files::scan(root)?;
    let campaign = load::campaign(report, sources, &files)?;
    report.so_far()?;
    let lang = language(report, &campaign, lang)?;
    let works = lines::works(report, sources, &files, &campaign, &lang)?;
    let grids = grid::read(report, sources, path)?;
    let records = records::records(report, sources, &files, &campaign, &lang)?;
    let mut records = Records::new(records);
    let mut import = Import::default();
    let mut said: Vec<Vec<Said>> = works.iter().map(|work| as_it_is(&work.lines)).collect();
    let mut rows: BTreeMap<(usize, usize), Row<'_>> = BTreeMap::new();
    for grid in &grids {
        let Ok(sheet) = head::table(report, sources, grid, &SHEETS) else { continue };
        let Ok(head) = head::head(report, sources, sheet, grid) else { continue };
        let mut columns = [None; 6];
        columns.iter_mut().zip(&head.columns).for_each(|(to, from)| *to = *from);
        let (at, cells) = head::rows(report, sources, grid, &head);
        for (at, cells) in at.into_iter().zip(cells) {
            let row = Row { grid, at, columns };
            // No lesson has a colon in its id.
            if cells.first().is_some_and(|key| key.text.contains(':')) {
                records.take(report, sources, &mut import, row, &cells);
                continue;
            }
            take(report, sources, &works, &mut said, &mut rows, &mut import, row, &cells);
        }
    }
    report.so_far()?;
    for (number, (work, said)) in works.iter().zip(&said).enumerate() {
        let rows: BTreeMap<usize, Row<'_>> =
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

/// Finds the line of a row and keeps what the row says of it.
#[expect(clippy::too_many_arguments, reason = "what is read, and where it goes")]
fn take<'g>(
    report: &mut Report,
    sources: &mut Sources,
    works: &[Work],
    said: &mut [Vec<Said>],
    rows: &mut BTreeMap<(usize, usize), Row<'g>>,
    import: &mut Import,
    row: Row<'g>,
    cells: &[Cell],
) {
    let cell = |column: usize| cells.get(column).map(|cell| flat(&cell.text)).unwrap_or_default();
    let (key, source, text) = (cell(KEY), cell(SOURCE), cell(TRANSLATION));
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
    if let Some(first) = rows.insert(at, row) {
        twice(report, sources, first, row, &key);
        return;
    }
    let state = lines::STATES.kept(&cell(STATE));
    let known = ["new", "changed", "same", "left_out", "extra"];
    if !state.is_empty() && !known.contains(&state.as_str()) {
        let span = row.place(sources, STATE);
        report.error_with_help(
            "field-choice",
            span,
            say! { vi: "không có tình trạng `{state}`", en: "there is no state `{state}`" },
            say! { vi: "chọn: mới, đã đổi, như cũ, không dịch, thừa", en: "choose: mới (new), đã đổi (changed), như cũ (same), không dịch (left out), thừa (extra)" },
        );
    }
    if text != line.translation && !line.source.is_empty() && !text.is_empty() {
        let (wanted, has) = (fields(&line.source), fields(&text));
        if wanted != has {
            let list = |names: &[String]| {
                let all = names.iter().map(|name| format!("[[ {name} ]]"));
                all.collect::<Vec<_>>().join(" ")
            };
            other_fields(report, sources, row, &list(&wanted), &list(&has));
        }
    }
    let note = cell(NOTE);
    if !note.is_empty() {
        import.notes.push((line.key.clone(), note));
    }
    let state = if state.is_empty() { line.state.to_owned() } else { state };
    if let Some(slot) = said.get_mut(at.0).and_then(|lines| lines.get_mut(at.1)) {
        *slot = Said { text, state };
    }
}

/// Tells a row of which nothing is known, or whose original has changed.
pub(super) fn unknown(
    report: &mut Report,
    sources: &mut Sources,
    row: Row<'_>,
    key: &str,
    changed: bool,
) {
    let (column, told) = if changed {
        (
            SOURCE,
            say! { vi: "bản gốc của `{key}` nay viết khác", en: "the original of `{key}` now says something else" },
        )
    } else {
        (KEY, say! { vi: "không có đoạn nào mang mã `{key}`", en: "there is no paragraph `{key}`" })
    };
    let span = row.place(sources, column);
    report.error_with_help(
        "translation-row",
        span,
        told,
        say! {
            vi: "xuất bảng tính mới bằng `loa export translations`, rồi chép bản dịch sang; đừng sửa cột Mã và cột Bản gốc",
            en: "export a new workbook with `loa export translations` and copy the translation into it; change neither the keys nor the original"
        },
    );
}

/// Tells a row that says again what another one said.
pub(super) fn twice(
    report: &mut Report,
    sources: &mut Sources,
    first: Row<'_>,
    row: Row<'_>,
    key: &str,
) {
    let (first, span) = (first.place(sources, KEY), row.place(sources, KEY));
    report.error_with_related(
        "listed-twice",
        span,
        say! { vi: "đoạn `{key}` có hai hàng", en: "the paragraph `{key}` has two rows" },
        say! { vi: "bỏ một hàng", en: "remove one of them" },
        [(first, say! { vi: "lần đầu ở đây", en: "first here" })],
    );
}

/// Tells a translation that has other fields than its original.
pub(super) fn other_fields(
    report: &mut Report,
    sources: &mut Sources,
    row: Row<'_>,
    wanted: &str,
    has: &str,
) {
    let span = row.place(sources, TRANSLATION);
    let shown = |list: &str| if list.is_empty() { "∅".to_owned() } else { list.to_owned() };
    let (wanted, has) = (shown(wanted), shown(has));
    report.error_with_help(
        "translation-fields",
        span,
        say! { vi: "bản gốc có {wanted}, bản dịch có {has}", en: "the original has {wanted}, the translation {has}" },
        say! { vi: "chép nguyên mọi `[[ … ]]` và `{{…}}` của bản gốc vào bản dịch", en: "copy each `[[ … ]]` and `{{…}}` of the original into the translation as it is" },
    );
}

/// The changes of one lesson.
#[expect(clippy::too_many_arguments, reason = "what is read, and where it goes")]
fn settle(
    report: &mut Report,
    sources: &mut Sources,
    root: &Path,
    work: &Work,
    said: &[Said],
    rows: &BTreeMap<usize, Row<'_>>,
    today: Date,
    import: &mut Import,
) {
    let mut changes = Vec::new();
    for (line, said) in work.lines.iter().zip(said) {
        let state = rebuild::state(line, said);
        let mut cells = Vec::new();
        let mut cell = |column: &'static str, old: &str, new: &str| {
            if old != new {
                cells.push(CellChange { column, old: old.to_owned(), new: new.to_owned() });
            }
        };
        cell("Bản dịch", &line.translation, &said.text);
        cell("Tình trạng", lines::STATES.shown(line.state), lines::STATES.shown(state));
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
    let old = work.old.as_ref().map(|old| old.text.clone().into_bytes());
    import.edits.push(Edit { path: root.join(&work.path), old, new: made.text.into_bytes() });
    import.tables.push(("Bản dịch", work.path.clone(), changes));
}
