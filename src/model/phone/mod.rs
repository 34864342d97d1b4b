//! Numbers to call: as people write them, and as a telephone dials them.

mod callee;
mod plan;
mod several;
#[cfg(test)]
mod tests;
mod written;

use std::fmt;

pub use callee::{Callee, NoCallee, Scheme};
pub use written::{Kind, Written, numbers};

/// One number that can be dialled in Vietnam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    shown: String,
    tel: String,
}

/// Why a text is no number that can be called. Numbers in it are what could be typed instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Words, signs, or nothing.
    NoNumber,
    /// A character that no eye sees: a telephone that gets it dials something else.
    Invisible(char),
    /// More than one number, each as typed.
    Several(Vec<String>),
    /// The zero before it is gone, as spreadsheets take it.
    LostZero(String),
    /// The code of the country without its plus.
    NoPlus(String),
    /// The code of its area or network ended in 2017 or 2018.
    Renumbered(String),
    /// A number of a house without the code of its area.
    NoArea,
    /// Ten digits like those of a mobile telephone, of which no network has the first three.
    NoNetwork(String),
    /// No number of Vietnam has this form.
    Undialled,
    /// Too short or too long for a number of another country, or without the code of one.
    Abroad,
}

impl Phone {
    /// Reads a number as people write it: digits in any groups, with spaces, points, hyphens or
    /// brackets, after `+84` or `0084` or neither.
    ///
    /// # Errors
    /// When it is not exactly one number.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let typed = typed.trim();
        if let Some(found) = typed.chars().find(|c| is_invisible(*c)) {
            return Err(Fault::Invisible(found));
        }
        match dialled(typed) {
            Ok(tel) => match several::after_a_code(typed, &tel) {
                Some(numbers) => Err(Fault::Several(numbers)),
                None => Ok(Self { shown: typed.to_owned(), tel }),
            },
            Err(
                fault @ (Fault::NoNumber | Fault::NoNetwork(_) | Fault::Undialled | Fault::Abroad),
            ) => Err(several::numbers(typed).map_or(fault, Fault::Several)),
            Err(fault) => Err(fault),
        }
    }

    /// The number as it was typed.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// What a telephone in Vietnam dials: digits and nothing else, or a plus and the digits of another
    /// country, as RFC 3966 asks of `tel:`.
    pub fn tel(&self) -> &str {
        &self.tel
    }

    /// What is dialled, in the groups in which people read it.
    pub fn grouped(&self) -> String {
        plan::grouped(&self.tel)
    }

    /// Whether it is what a telephone dials, so that it may stand in a link to call: see
    /// [`tel`](Self::tel).
    pub fn is_tel(typed: &str) -> bool {
        let digits = typed.strip_prefix('+').unwrap_or(typed);
        let known = if digits.len() < typed.len() { is_abroad } else { plan::is_dialled };
        digits.bytes().all(|b| b.is_ascii_digit()) && known(digits)
    }

    /// Whether it is made up: no telephone has a number that begins with `0000`.
    pub fn is_made_up(&self) -> bool {
        self.tel.starts_with("0000")
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

/// What an eye sees of a text.
pub fn visible(typed: &str) -> String {
    typed.chars().filter(|c| !is_invisible(*c)).collect()
}

/// The digits to dial of a text that is one number, whatever stands between them.
fn dialled(typed: &str) -> Result<String, Fault> {
    let known = |c: char| c.is_ascii_digit() || c == '+' || is_between(c);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || !typed.chars().all(known) || is_fraction(typed) {
        return Err(Fault::NoNumber);
    }
    // A plus stands before the code of a country and nowhere else.
    let plus = match typed.trim_start_matches('(').strip_prefix('+') {
        Some(rest) if !rest.contains('+') => true,
        None if !typed.contains('+') => false,
        _ => return Err(Fault::NoNumber),
    };
    if let Some(abroad) = digits.strip_prefix(if plus { "84" } else { "0084" }) {
        let whole = abroad.starts_with('0')
            || abroad.len() > 4 && (abroad.starts_with("1800") || abroad.starts_with("1900"));
        let national = if whole { abroad.to_owned() } else { format!("0{abroad}") };
        return in_plan(national);
    }
    // From Vietnam a number of another country is dialled after 00, as after a plus. One of Vietnam may
    // have its zero twice.
    let abroad = digits.strip_prefix("00").filter(|_| !plus);
    let is_code = |abroad: &&str| is_abroad(abroad) && !plan::is_dialled(&format!("0{abroad}"));
    if let Some(abroad) = abroad.filter(is_code) {
        return Ok(format!("+{abroad}"));
    }
    if plus {
        return if is_abroad(&digits) { Ok(format!("+{digits}")) } else { Err(Fault::Abroad) };
    }
    in_plan(digits)
}

/// Whether digits can be called after a plus: the code of another country and a number there. How those
/// look is not ours to know; with the code they are never short, and have fifteen digits at most (E.164).
fn is_abroad(digits: &str) -> bool {
    (10..=15).contains(&digits.len()) && !digits.starts_with('0') && !digits.starts_with("84")
}

/// The digits themselves if they can be dialled.
fn in_plan(digits: String) -> Result<String, Fault> {
    if plan::is_dialled(&digits) {
        return Ok(digits);
    }
    let zero = format!("0{digits}");
    let is_long = matches!(digits.len(), 9 | 10);
    let renumbered = |digits: &str| plan::renumbered(digits).map(|now| plan::grouped(&now));
    if let Some(now) = renumbered(&digits) {
        return Err(Fault::Renumbered(now));
    }
    if is_long && !digits.starts_with('0') {
        if plan::is_dialled(&zero) {
            return Err(Fault::LostZero(plan::grouped(&zero)));
        }
        if let Some(now) = renumbered(&zero) {
            return Err(Fault::Renumbered(now));
        }
    }
    let national = digits.strip_prefix("84").map(|rest| format!("0{rest}"));
    if let Some(national) = national.filter(|national| plan::is_dialled(national)) {
        return Err(Fault::NoPlus(plan::grouped(&national)));
    }
    if let Some(code) = plan::no_network(&digits) {
        return Err(Fault::NoNetwork(code.to_owned()));
    }
    Err(match digits.len() {
        7 | 8 if digits.starts_with(['2', '3', '4', '5', '6', '7', '8']) => Fault::NoArea,
        _ => Fault::Undialled,
    })
}

/// What people put between digits. Word makes long hyphens of short ones, and spaces of many widths.
fn is_between(c: char) -> bool {
    matches!(c, '.' | '-' | '(' | ')' | '\u{2010}'..='\u{2013}')
        || c.is_whitespace() && !matches!(c, '\n' | '\r')
}

/// A number that a spreadsheet took for a quantity: `912345678.5`.
fn is_fraction(typed: &str) -> bool {
    typed.split_once('.').is_some_and(|(whole, part)| {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        digits(whole) && digits(part) && whole.len() > 4 && part.len() < 3
    })
}

/// Characters that take no room, or that turn what stands around them.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFC}' | '\u{E0000}'..='\u{E0FFF}'
    ) || c.is_control() && !c.is_whitespace()
}
