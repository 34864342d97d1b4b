//! Which styles of an `.ods` strike words out. A style says only what it changes of its parent.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::{
    super::{LARGEST, MEGABYTE, Refused, package::LONGEST_RUN},
    attribute,
};
use crate::foreign::xml;

/// Nobody has so many; each takes a few hundred bytes.
const MOST: usize = 200_000;
/// A style has parents, but not for ever.
const MOST_PARENTS: usize = 32;

/// What styles are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// A cell.
    Cell,
    /// A paragraph of it.
    Paragraph,
    /// Some words of that.
    Words,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    /// Whether it strikes out, if it says so.
    line: Option<bool>,
}

/// The styles of a workbook.
#[derive(Debug, Default)]
pub struct Styles {
    all: BTreeMap<(Family, String), Style>,
    /// The one that is being read.
    open: Option<(Family, String)>,
}

impl Styles {
    /// Reads the styles that people see in a list.
    ///
    /// # Errors
    /// When it is no sound XML, or there are too many.
    pub fn read(text: &str) -> Result<Self, Refused> {
        let mut styles = Self::default();
        xml::each(text, LONGEST_RUN, |event| {
            match event {
                Event::Start(element) => styles.begin(&element)?,
                Event::End(element) => styles.end(element.name().as_ref()),
                _ => {}
            }
            Ok::<(), Refused>(())
        })?;
        Ok(styles)
    }

    /// Takes an element in, if it has to do with styles.
    ///
    /// # Errors
    /// When it is not written as XML is, or there are too many styles.
    pub fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), Refused> {
        match element.name().as_ref() {
            "style:style" => {
                let family = match attribute(element, "style:family")?.as_deref() {
                    Some("table-cell") => Family::Cell,
                    Some("paragraph") => Family::Paragraph,
                    Some("text") => Family::Words,
                    _ => return Ok(()),
                };
                let Some(name) = attribute(element, "style:name")? else { return Ok(()) };
                let parent = attribute(element, "style:parent-style-name")?;
                self.all.insert((family, name.clone()), Style { parent, line: None });
                self.open = Some((family, name));
                if self.all.len() > MOST {
                    return Err(Refused::Large(LARGEST / MEGABYTE));
                }
            }
            "style:text-properties" => {
                let Some(style) = self.open.as_ref().and_then(|open| self.all.get_mut(open)) else {
                    return Ok(());
                };
                let said = attribute(element, "style:text-line-through-style")?;
                let said = said.or(attribute(element, "style:text-line-through-type")?);
                style.line = said.map(|said| said != "none");
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes the end of an element in.
    pub fn end(&mut self, name: &str) {
        if name == "style:style" {
            self.open = None;
        }
    }

    /// Whether a style strikes out, if it or a parent says so.
    pub fn line(&self, family: Family, name: Option<&str>) -> Option<bool> {
        let mut name = name?.to_owned();
        for _ in 0..MOST_PARENTS {
            let style = self.all.get(&(family, name))?;
            if style.line.is_some() {
                return style.line;
            }
            name = style.parent.clone()?;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_strikes_out_as_its_parents_do_unless_it_says_otherwise() {
        let one = |name: &str, parent: &str, line: &str| {
            format!(
                "<style:style style:name=\"{name}\" style:family=\"text\" style:parent-style-name=\"{parent}\">\
                 <style:text-properties {line}/></style:style>"
            )
        };
        let through = "style:text-line-through-style";
        let text = [
            one("old", "", &format!("{through}=\"solid\"")),
            one("child", "old", ""),
            one("not", "old", &format!("{through}=\"none\"")),
            one("double", "", "style:text-line-through-type=\"double\""),
            one("round", "round", ""),
        ];
        let styles = Styles::read(&format!("<x>{}</x>", text.concat())).expect("styles");
        let line = |name| styles.line(Family::Words, Some(name));
        assert_eq!([line("old"), line("child"), line("double")], [Some(true); 3]);
        assert_eq!([line("not"), line("round"), line("none")], [Some(false), None, None]);
        assert_eq!(styles.line(Family::Cell, Some("old")), None);
    }
}
