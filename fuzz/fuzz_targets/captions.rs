//! Any bytes as the captions of a lesson's video: cues that end at some time, or the line of a fault that is there.

#![no_main]

use std::collections::BTreeMap;

use fuzz::editors::read;
use generator::{
    site::media::{Facts, facts},
    source::Media,
};
use libfuzzer_sys::fuzz_target;

const LESSON: &str = "---\ntitle: Bài\ncourse: khoa\norder: 1\nduration: 2 phút\nvideo: ../media/a.mp4\n\
    captions: ../media/a.vtt\n---\nChào bạn.\n";

fuzz_target!(|data: &[u8]| {
    let path = "content/media/a.vtt".to_owned();
    match facts(&path, data) {
        Facts::Captions(cues) => assert!(cues.iter().all(|cue| cue.end.is_finite() && cue.end >= 0.0)),
        Facts::Damaged(Some((line, _))) => {
            let lines = String::from_utf8_lossy(data).replace("\r\n", "\n").lines().count();
            assert!((1..=lines + 1).contains(&line), "line {line} of {lines}");
        }
        other => panic!("{other:?} of captions"),
    }
    let file = Media {
        path: path.clone(),
        bytes: data.to_vec(),
    };
    read("content/lesson/bai.md", LESSON, BTreeMap::from([(path, file)]));
});
