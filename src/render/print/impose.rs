//! Pages of a booklet on sheets that are folded in the middle: two on each side, in the order in
//! which the folded sheets are read.
//!
//! The pages are those that were laid out, and nothing is laid out again. What PDF says of the order
//! of reading cannot be said of a sheet whose left half is read last: it is written without tags, and
//! the same pages in their order are for who reads on a screen.

use typst::{
    foundations::{Content, Smart},
    layout::{Abs, Frame, Point, Sides, Size},
    model::Document as _,
};
use typst_layout::{Page, PagedDocument};

/// How much wider than two pages a sheet of paper may be and still be theirs, in millimetres: two of
/// A5 are a hair narrower than A4.
const LOOSE: f64 = 2.0;

/// The sides of the sheets: fronts and backs in turn, to be turned over along the short edge. What is
/// missing to whole sheets stays blank, at the end.
pub fn saddle(document: &PagedDocument) -> PagedDocument {
    let pages = document.pages();
    let mut wide = Abs::zero();
    let mut high = Abs::zero();
    for page in pages {
        wide = wide.max(page.frame.width());
        high = high.max(page.frame.height());
    }
    let half = half(wide, high);
    let size = Size::new(2.0 * half, high);
    let sides = order(pages.len()).into_iter().zip(1..).map(|((left, right), number)| {
        let mut frame = Frame::hard(size);
        for (at, corner) in [(left, Abs::zero()), (right, half)] {
            let Some(page) = pages.get(at) else { continue };
            let mut inner = page.frame.clone();
            if let Some(fill) = page.fill_or_transparent() {
                inner.fill(fill);
            }
            let inset = (half - inner.width()) / 2.0;
            frame.push_frame(Point::with_x(corner + inset), inner);
        }
        Page {
            frame,
            bleed: Sides::default(),
            fill: Smart::Auto,
            numbering: None,
            supplement: Content::empty(),
            number,
        }
    });
    PagedDocument::new(sides.collect(), document.info().clone())
}

/// Half the width of the paper: that of the A series if two pages nearly fill it, or the pages'.
fn half(wide: Abs, high: Abs) -> Abs {
    let paper = Abs::mm((high.to_mm() * f64::sqrt(2.0)).round());
    let over = (paper - 2.0 * wide).to_mm();
    if (0.0..=LOOSE).contains(&over) { paper / 2.0 } else { wide }
}

/// The left and the right page of each side, counted from nought; some are none.
fn order(pages: usize) -> Vec<(usize, usize)> {
    let all = pages.next_multiple_of(4);
    let fronts_and_backs = (0..all / 2).map(|side| {
        let (near, far) = (side, all - 1 - side);
        if side % 2 == 0 { (far, near) } else { (near, far) }
    });
    fronts_and_backs.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::{
        diag::Sources,
        model::theme::ThemeFile,
        render::{
            print::tests::sample,
            shared::paged::{
                frames,
                world::{DocumentWorld, Shop, file_id},
            },
        },
    };

    /// Pages of A5 that say their numbers.
    fn numbered(shop: &Shop) -> PagedDocument {
        let main = file_id("/print/numbers.typ").expect("a path");
        let none = HashMap::new();
        let document = DocumentWorld { shop, main, lesson: &none, place: &none };
        typst::compile(&document).output.expect("pages")
    }

    /// What stands on the left and on the right of each side.
    fn said(sides: &PagedDocument) -> Vec<String> {
        let info = sides.info();
        let one =
            |page: &Page| PagedDocument::new([page.clone()].into_iter().collect(), info.clone());
        sides.pages().iter().map(|page| frames::look(&one(page), None).text).collect()
    }

    #[test]
    fn folded_sheets_are_read_in_order_whatever_the_number_of_pages() {
        let campaign = sample();
        let wanted: [(usize, &[&str]); 4] = [
            (4, &["P4 P1", "P2 P3"]),
            (8, &["P8 P1", "P2 P7", "P6 P3", "P4 P5"]),
            (6, &["P1", "P2", "P6 P3", "P4 P5"]),
            (1, &["P1", ""]),
        ];
        for (count, wanted) in wanted {
            let text = format!(
                "#set page(width: 148mm, height: 210mm)\n#set text(font: \"Noto Sans\")\n\
                 #range({count}).map(n => [P#(n + 1)]).join(pagebreak())"
            );
            let file = Sources::default().add("numbers.typ", text.clone());
            let file = ThemeFile { file, text };
            let shop = Shop::of(&campaign.theme.fonts, [("numbers.typ", &file)].into_iter());
            let sides = saddle(&numbered(&shop));
            assert_eq!(said(&sides), wanted, "{count} pages");
            for side in sides.pages() {
                let size = side.frame.size();
                let size = (size.x.to_mm().round(), size.y.to_mm().round());
                assert_eq!(size, (297.0, 210.0), "the paper is A4");
            }
        }
    }

    #[test]
    fn pages_of_another_shape_lie_side_by_side() {
        assert!((half(Abs::mm(100.0), Abs::mm(100.0)).to_mm() - 100.0).abs() < 1e-6);
        assert!((half(Abs::mm(148.0), Abs::mm(210.0)).to_mm() - 148.5).abs() < 1e-6);
    }
}
