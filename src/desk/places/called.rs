//! Cells as the tables keep them: places by their ids, whatever an officer calls them.

use crate::{
    desk::sheet,
    model::{Called, Names},
    tables::Kind,
};

/// A cell as the table keeps it, from what people type. What no place is called, or several, stays as
/// it is, and the rules of `load` report it.
pub(super) fn kept(kind: Kind, typed: &str, names: &Names) -> String {
    let kept = sheet::kept(kind, typed);
    match kind {
        Kind::Place => id(&kept, names),
        Kind::Places => {
            let ids = kept.split(';').map(|part| id(part.trim(), names));
            ids.collect::<Vec<_>>().join(";")
        }
        Kind::Id
        | Kind::Code
        | Kind::Text
        | Kind::Phone
        | Kind::Day
        | Kind::Number
        | Kind::Count
        | Kind::Degrees { .. }
        | Kind::Choice(_) => kept,
    }
}

fn id(typed: &str, names: &Names) -> String {
    match names.called(typed) {
        Called::One(id) => id.to_owned(),
        Called::Several(_) | Called::Nobody => typed.to_owned(),
    }
}
