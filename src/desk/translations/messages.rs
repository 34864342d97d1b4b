//! What cannot be taken of a row, told at its cell.

use super::import::{KEY, SOURCE, STATE, TRANSLATION, TranslatedRow};
use crate::{
    diag::{Report, Sources, Span},
    load,
    model::Lang,
    say,
};

/// Tells a row of which nothing is known, or whose original has changed.
pub(super) fn unknown(
    report: &mut Report,
    sources: &mut Sources,
    row: TranslatedRow<'_>,
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

/// Tells a workbook that was handed out for another language.
pub(super) fn of_other_language(
    report: &mut Report,
    sources: &mut Sources,
    file: &str,
    other: &str,
    lang: &Lang,
) {
    let span = Span::new(sources.add(file, ""), 0..0);
    report.error_with_help(
        "workbook-language",
        span,
        say! { vi: "bảng tính này được xuất để dịch sang `{other}`, không phải `{lang}`", en: "this workbook was handed out for translations into `{other}`, not `{lang}`" },
        say! { vi: "nhập nó riêng, với ngôn ngữ của nó: `loa import translations {other} …`", en: "import it by itself, with its own language: `loa import translations {other} …`" },
    );
}

/// Says that the rows from this one on are not looked at, since so many before it are wrong.
pub(super) fn and_so_on(report: &mut Report, sources: &mut Sources, row: TranslatedRow<'_>) {
    let span = row.place(sources, KEY);
    report.error_with_help(
        "translation-row",
        span,
        say! { vi: "trang này sai quá nhiều; từ hàng này trở xuống chưa xem tới", en: "too much of this sheet is wrong; the rows from this one on were not looked at" },
        say! {
            vi: "sửa những hàng đã kể rồi đưa lại; nếu gần như cả trang đều sai thì xuất bảng tính mới bằng `loa export translations`, rồi chép bản dịch sang",
            en: "mend the rows that are listed and import again; if nearly the whole sheet is wrong, export a new workbook with `loa export translations` and copy the translation into it"
        },
    );
}

/// Tells a row that says again what another one said.
pub(super) fn twice(
    report: &mut Report,
    sources: &mut Sources,
    first: TranslatedRow<'_>,
    row: TranslatedRow<'_>,
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
    row: TranslatedRow<'_>,
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

/// Reports a translation that is a tick or another sign alone, where the original says something.
pub(super) fn no_mark(
    report: &mut Report,
    sources: &mut Sources,
    row: TranslatedRow<'_>,
    original: &str,
    text: &str,
) {
    if !load::is_sign(text) || load::is_sign(original) {
        return;
    }
    let span = row.place(sources, TRANSLATION);
    report.error_with_help(
        "cell-mark",
        span,
        say! { vi: "bản dịch cần chữ; chỉ ghi `{text}` thì không ai hiểu là gì", en: "the translation needs words; `{text}` alone says nothing" },
        say! { vi: "viết bản dịch; chưa dịch thì để trống, cố ý bỏ thì chọn “không dịch” ở cột Tình trạng", en: "write the translation; leave it empty while there is none, or choose “không dịch” (left out) under Tình trạng" },
    );
}

/// Reports a state that is none.
pub(super) fn no_state(
    report: &mut Report,
    sources: &mut Sources,
    row: TranslatedRow<'_>,
    state: &str,
) {
    let known = ["", "new", "changed", "same", "left_out", "extra"];
    if known.contains(&state) {
        return;
    }
    let span = row.place(sources, STATE);
    report.error_with_help(
        "field-choice",
        span,
        say! { vi: "không có tình trạng `{state}`", en: "there is no state `{state}`" },
        say! { vi: "chọn: mới, đã đổi, như cũ, không dịch, thừa", en: "choose: mới (new), đã đổi (changed), như cũ (same), không dịch (left out), thừa (extra)" },
    );
}
