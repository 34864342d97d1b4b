//! Many cells of a sheet that are wrong in the same way. To a report each is a place of its own, so
//! that it would list a million: the first are reported one by one, the others are counted.

use crate::{
    diag::{Diagnostic, Level, Report, SHOWN, Span, Text},
    say,
};

/// What was reported of a sheet under one code; `P` is a place in it.
pub struct Crowd<P> {
    level: Level,
    code: &'static str,
    number: usize,
    /// The first that was only counted.
    next: Option<P>,
}

impl<P> Crowd<P> {
    /// Nothing was reported yet.
    pub fn of_code(level: Level, code: &'static str) -> Self {
        Self { level, code, number: 0, next: None }
    }

    /// Whether one more is reported by itself; if not, it is counted.
    pub fn admits(&mut self, place: P) -> bool {
        self.number += 1;
        let is_few = self.number <= SHOWN;
        if !is_few {
            self.next.get_or_insert(place);
        }
        is_few
    }

    /// Reports how many were only counted, at the first of them.
    pub fn end(self, report: &mut Report, help: Text, span: impl FnOnce(P) -> Option<Span>) {
        let Some(next) = self.next else { return };
        let more = self.number - SHOWN;
        report.push(rest(self.level, self.code, span(next), more, help));
    }
}

/// What is said of cells that are not listed.
pub fn rest(
    level: Level,
    code: &'static str,
    span: Option<Span>,
    more: usize,
    help: Text,
) -> Diagnostic {
    let text = say! { vi: "từ ô này còn {more} ô nữa cũng như vậy, không kể ra hết", en: "from this cell on there are more like these, not listed one by one: {more}" };
    Diagnostic { level, code, span, text, help: Some(help), related: Vec::new() }
}

/// What to do about them.
pub fn first_things_first() -> Text {
    say! { vi: "sửa những ô đã kể rồi đưa lại, máy sẽ kể tiếp; sai như nhau thì tìm và thay trong cả trang", en: "mend those that are listed and import again, and the next are listed; where all are wrong in one way, use find and replace on the whole sheet" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_thousand_the_first_are_reported_and_the_others_counted() {
        let mut report = Report::new();
        let mut crowd = Crowd::of_code(Level::Error, "cell-mark");
        let few: Vec<usize> = (0..1000).filter(|at| crowd.admits(*at)).collect();
        assert_eq!(few, (0..SHOWN).collect::<Vec<usize>>());
        crowd.end(&mut report, first_things_first(), |at| {
            assert_eq!(at, SHOWN);
            None
        });
        let [said] = report.diagnostics() else { panic!("{report:?}") };
        assert!(said.text.en.ends_with(": 980"), "{said:?}");
        Crowd::<usize>::of_code(Level::Error, "x").end(&mut report, first_things_first(), |_| None);
        assert_eq!(report.diagnostics().len(), 1);
    }
}
