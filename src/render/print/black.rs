//! Black that a printer prints with black ink alone.
//!
//! PDF/A lets grey be that of the device or measured, and the writer measures it: a printer with four
//! inks then mixes black of all of them, letters with coloured edges. The grey of the device is as good
//! to the standard, since these files say for which screen they are made.

use super::written::{Written, find};

/// What opens a measured colour space.
const MEASURED: &[u8] = b"[/ICCBased ";

/// The grey of the device.
const DEVICE: &[u8] = b"/DeviceGray";

/// Makes what is grey black ink alone. Says how many greys there were, which is one where anything is
/// grey; nothing if the file is not as Typst writes it.
pub fn alone(bytes: &mut [u8]) -> Option<usize> {
    let written = Written::of(bytes)?;
    let mut greys = Vec::new();
    for place in &written.objects {
        let object = bytes.get(place.clone())?;
        // A colour space is an object of its own: its number, the array, and the end.
        let Some(space) = find(object, b"obj\n", 0).map(|at| at + 4) else { continue };
        let Some(rest) = object.get(space..)?.strip_prefix(MEASURED) else { continue };
        let close = rest.iter().position(|byte| *byte == b']')?;
        let profile = std::str::from_utf8(rest.get(..close)?).ok()?.strip_suffix(" 0 R")?;
        let profile = written.object(profile.parse().ok()?)?;
        let head = profile.get(..find(profile, b"\nstream", 0)?)?;
        // Of one component, and not of sixteen.
        if [b"/N 1/", b"/N 1>"].iter().any(|one| find(head, *one, 0).is_some()) {
            let begin = place.start + space;
            greys.push(begin..begin + MEASURED.len() + close + 1);
        }
    }
    for grey in &greys {
        // Of the same length, so that every object stays where the table has it.
        let room = bytes.get_mut(grey.clone())?;
        let (name, rest) = room.split_at_mut_checked(DEVICE.len())?;
        name.copy_from_slice(DEVICE);
        rest.fill(b' ');
    }
    Some(greys.len())
}
