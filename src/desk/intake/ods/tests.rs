//! An `.ods` of whatever size it says it has.

use super::*;
use crate::desk::grid::Odd;

fn said(rows: &str) -> Result<Found, Refused> {
    read(&format!("<x><table:table table:name=\"T\">{rows}</table:table></x>"), None)
}

fn row(times: usize, cells: &str) -> String {
    format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>")
}

fn cell(times: usize, filled: bool) -> String {
    let value = if filled { " office:value-type=\"float\" office:value=\"1\"" } else { "" };
    format!("<table:table-cell table:number-columns-repeated=\"{times}\"{value}/>")
}

#[test]
fn repeated_cells_are_counted_and_blank_ones_are_nothing() {
    let far = row(1, &cell(1, true)) + &row(1_048_575, &cell(16_384, false));
    assert_eq!(said(&far).expect("a workbook").sheets[0].1.len(), 1);
    let far = row(1, &cell(1, true)) + &row(1_048_574, "") + &row(1, &cell(1, true));
    assert_eq!(said(&far).err(), Some(Refused::Far("T".into(), 1_048_575, 0)));
    let wide = row(1, &(cell(16_383, false) + &cell(1, true)));
    assert_eq!(said(&wide).err(), Some(Refused::Far("T".into(), 0, 16_383)));
    let many = row(100_000, &cell(200, true));
    assert_eq!(said(&many).err(), Some(Refused::Many("T".into())));
    assert_eq!(read("<x><table:table>", None).err(), Some(Refused::Unreadable));
    // A blank cell that is followed by another is no more than a blank one at the end.
    let blank = row(1, &(cell(16_384, false) + &cell(1, false))).repeat(20_000);
    assert!(said(&blank).expect("a workbook").sheets[0].1.is_empty());
}

#[test]
fn a_text_is_no_longer_than_a_cell_holds() {
    let text = |inner: &str| {
        row(
            1,
            &format!("<table:table-cell office:value-type=\"string\">{inner}</table:table-cell>"),
        )
    };
    let many = Some(Refused::Many("T".into()));
    let long = Some(Refused::Long("T".into(), 0, 0));
    assert_eq!(said(&text("<text:p><text:s text:c=\"4000000000\"/></text:p>")).err(), long);
    let spaces = format!("<text:p>{}</text:p>", "<text:s text:c=\"100000\"/>".repeat(9));
    assert_eq!(said(&text(&spaces)).err(), long);
    // Long words in many cells.
    let words = format!("<text:p>{}</text:p>", "a".repeat(100_000));
    let often = text(&words).replace("repeated=\"1\"", "repeated=\"1000\"");
    assert_eq!(said(&often).err(), many);
}

#[test]
fn text_of_several_paragraphs_is_one() {
    let typed = "<text:p>a &amp; <text:span>b</text:span>&#x110;</text:p><text:p>c<text:s/>\
                 <draw:frame><text:p>no</text:p></draw:frame></text:p>";
    let cell = format!("<table:table-cell office:value-type=\"string\">{typed}</table:table-cell>");
    let found = said(&row(1, &cell)).expect("a workbook");
    assert_eq!(found.sheets[0].1[&(0, 0)].text, "a & bĐ c");
}

#[test]
fn a_formula_without_its_value_is_not_an_empty_cell() {
    let formula = "<table:table-cell table:formula=\"of:=1\"/>";
    let found = said(&row(1, formula)).expect("a workbook");
    assert_eq!(found.sheets[0].1[&(0, 0)].odd, Some(Odd::Unreckoned));
}

#[test]
fn a_line_comes_from_the_style_of_the_column_too() {
    let style = "<style:style style:name=\"s\" style:family=\"table-cell\">\
        <style:text-properties style:text-line-through-style=\"solid\"/></style:style>";
    let columns = "<table:table-column table:number-columns-repeated=\"2\"/>\
        <table:table-column table:default-cell-style-name=\"s\"/>";
    let rows = row(1, &cell(3, false)) + &row(1, &(cell(2, true) + &cell(1, true)));
    let text = format!("<x>{style}<table:table table:name=\"T\">{columns}{rows}</table:table></x>");
    let found = read(&text, None).expect("a workbook");
    let odd = |column| found.sheets[0].1[&(1, column)].odd;
    assert_eq!([odd(0), odd(1), odd(2)], [None, None, Some(Odd::Struck)]);
}

#[test]
fn what_was_changed_before_is_past() {
    let past = "<table:tracked-changes><table:table-cell office:value-type=\"string\"><text:p>x</text:p>\
        </table:table-cell></table:tracked-changes>";
    let text = format!(
        "<x>{past}<table:table table:name=\"T\">{}</table:table></x>",
        row(1, &cell(1, true))
    );
    assert_eq!(read(&text, None).expect("a workbook").sheets[0].1.len(), 1);
}
