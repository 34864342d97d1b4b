use super::*;

/// Pictures of 48 by 40, as libjpeg writes them.
const SAMPLES: [(&str, &[u8]); 4] = [
    ("grey", include_bytes!("samples/grey.jpg")),
    ("restarts", include_bytes!("samples/restarts.jpg")),
    ("progressive", include_bytes!("samples/progressive.jpg")),
    ("progressive-restarts", include_bytes!("samples/progressive-restarts.jpg")),
];

/// Where the data between two markers is, each piece of it by itself.
fn data(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut all = Vec::new();
    let mut at = 2;
    while let Some((code, _, after)) = segment(bytes, at) {
        at = after;
        if code == SCAN || matches!(code, 0xD0..=0xD7) {
            let mut end = at;
            loop {
                end = marker(bytes, end).expect("a marker");
                if bytes[end] != 0 {
                    break;
                }
            }
            all.push(at..end - 1);
            at = end - 1;
        }
    }
    all
}

/// A JPEG in colour whose components have a scan each, all with the data of a grey one.
fn in_turn() -> Vec<u8> {
    let (_, grey) = SAMPLES[0];
    let piece = data(grey).remove(0);
    let head = grey.windows(4).position(|four| four == [0xFF, 0xC0, 0, 11]).expect("a header");
    let scan = grey.windows(4).position(|four| four == [0xFF, SCAN, 0, 8]).expect("a scan");
    let mut bytes = grey[..head].to_vec();
    bytes.extend([0xFF, 0xC0, 0, 17]);
    bytes.extend(&grey[head + 4..head + 9]);
    bytes.extend([3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
    bytes.extend(&grey[head + 13..scan]);
    for component in 1..=3 {
        bytes.extend([0xFF, SCAN, 0, 8, 1, component, 0, 0, 63, 0]);
        bytes.extend(&grey[piece.clone()]);
    }
    bytes.extend([0xFF, END]);
    bytes
}

fn all() -> Vec<(&'static str, Vec<u8>)> {
    let samples = SAMPLES.into_iter().map(|(name, bytes)| (name, bytes.to_vec()));
    samples.chain([("in turn", in_turn())]).collect()
}

#[test]
fn whatever_the_data_lacks_is_seen_though_all_markers_are_there() {
    for (name, bytes) in all() {
        assert!(is_whole(&bytes), "{name}");
        image::load_from_memory(&bytes).expect("a picture");
        let pieces = data(&bytes);
        assert!(name == "grey" || pieces.len() > 2, "{name}: {pieces:?}");
        for piece in pieces {
            for missing in 1..=piece.len() {
                let mut cut = bytes.clone();
                cut.drain(piece.end - missing..piece.end);
                assert!(!is_whole(&cut), "{name}: {missing} bytes before {}", piece.end);
            }
        }
    }
}

#[test]
fn what_is_there_beyond_the_data_harms_nothing() {
    for (name, bytes) in all() {
        let end = bytes.len() - 2;
        // Some cameras leave bytes over, and any number of `FF` may stand before a marker.
        for more in [&[0x55, 0xAA][..], &[0xFF, 0xFF, 0xFF], &[0xFF, 0, 0x12]] {
            let mut bytes = bytes.clone();
            bytes.splice(end..end, more.iter().copied());
            assert!(is_whole(&bytes), "{name} with {more:?}");
        }
        assert!(is_whole(&[&bytes[..], b"MotionPhoto_Data", &[0xFF; 9]].concat()), "{name}");
    }
}

#[test]
fn without_an_end_or_a_component_nothing_is_whole() {
    for (name, bytes) in all() {
        for end in 0..bytes.len() {
            assert!(!is_whole(&bytes[..end]), "{end} bytes of {name}");
        }
    }
    let bytes = in_turn();
    let last = data(&bytes)[2].clone();
    let two = [&bytes[..last.start - 10], &[0xFF, END]].concat();
    assert!(!is_whole(&two), "a component has no scan");
}

#[test]
fn what_is_changed_anywhere_is_read_without_harm() {
    for (_, bytes) in all() {
        for at in 2..bytes.len() {
            for by in [0x01, 0x10, 0x80, 0xFF] {
                let mut changed = bytes.clone();
                changed[at] ^= by;
                is_whole(&changed);
                colours(&changed);
            }
        }
    }
}

#[test]
fn the_colours_of_a_picture_are_known_by_its_header() {
    assert_eq!(colours(SAMPLES[0].1), Some(1));
    assert_eq!(colours(SAMPLES[2].1), Some(3));
    assert_eq!(colours(include_bytes!("samples/inks.jpg")), Some(4));
    assert_eq!(colours(&SAMPLES[2].1[..20]), None);
}
