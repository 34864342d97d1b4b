//! Places by any name, where one is asked for.

use std::{cell::OnceCell, collections::BTreeMap};

use crate::{
    diag::{Report, Span},
    model::{Called, Names, Place},
    say,
};

/// How many of the places that are called the same are listed.
const SHOWN: usize = 6;

/// What the places of a campaign are called, gathered when the first cell names one otherwise than by
/// its id: most campaigns never do, and a province has thousands of names.
#[derive(Debug, Default)]
pub struct Calls(OnceCell<Names>);

impl Calls {
    /// The id of the place that a cell names; nothing if it names none, or several, which is reported.
    pub fn id(
        &self,
        report: &mut Report,
        typed: &str,
        span: Span,
        places: &BTreeMap<String, Place>,
    ) -> Option<String> {
        if places.contains_key(typed) {
            return Some(typed.to_owned());
        }
        let names = self.0.get_or_init(|| Names::of(places));
        // Of many wrong names in a file, each would be compared with all that are known.
        let many = report.is_full("place-unknown", span);
        called(report, names, typed, Some(span), !many).map(str::to_owned)
    }
}

/// The id of the place that a name means.
///
/// Reports `place-unknown` if no place is called so, with what is called nearly so if that is looked
/// for, and `place-ambiguous` if several are.
pub fn called<'n>(
    report: &mut Report,
    names: &'n Names,
    typed: &str,
    span: Option<Span>,
    look_for_near: bool,
) -> Option<&'n str> {
    match names.called(typed) {
        Called::One(id) => Some(id),
        Called::Several(all) => {
            ambiguous(report, typed, span, &all);
            None
        }
        Called::Nobody => {
            let near = if look_for_near { names.near(typed) } else { None };
            let help = match near {
                Some((id, name)) => {
                    say! { vi: "có phải bạn muốn viết `{id}` ({name})?", en: "did you mean `{id}` ({name})?" }
                }
                None => {
                    say! { vi: "viết tên hoặc mã của nơi, như ở cột “Tên” (`name`) hay “Mã” (`id`) của bảng “Đơn vị” (units.csv); nơi mới thì thêm vào bảng ấy trước", en: "write the name or the id of the place, as in the columns `name` and `id` of units.csv; add a new place there first" }
                }
            };
            report.error_with_help(
                "place-unknown",
                span,
                say! { vi: "không có nơi tên `{typed}` trong bảng “Đơn vị” (units.csv)", en: "there is no place `{typed}` in units.csv" },
                help,
            );
            None
        }
    }
}

fn ambiguous(report: &mut Report, typed: &str, span: Option<Span>, all: &[(&str, &str)]) {
    let count = all.len();
    let shown = all.iter().take(SHOWN).map(|(id, name)| format!("`{id}` ({name})"));
    let list = shown.collect::<Vec<_>>().join(", ");
    let more = if count > SHOWN { ", …" } else { "" };
    report.error_with_help(
        "place-ambiguous",
        span,
        say! { vi: "có {count} nơi tên `{typed}`", en: "{count} places are called `{typed}`" },
        say! { vi: "viết mã của nơi bạn muốn: {list}{more}", en: "write the id of the one you mean: {list}{more}" },
    );
}
