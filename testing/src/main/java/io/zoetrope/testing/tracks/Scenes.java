package io.zoetrope.testing.tracks;

import java.util.List;

/** The kinds of scene that trackers are measured on. */
public final class Scenes {
    public static final List<SceneKind> ALL =
            List.of(
                    SceneKind.plain("street 25/s", 25),
                    SceneKind.plain("street 60/s", 60),
                    SceneKind.plain("street 10/s", 10),
                    SceneKind.plain("street 5/s", 5),
                    SceneKind.plain("street 2/s", 2),
                    SceneKind.plain("street 1/s", 1),
                    SceneKind.plain("crossings, camera low", 25).crowd(10, 1.4),
                    SceneKind.plain("crowd", 30).crowd(25, 3.5),
                    SceneKind.plain("few, from above", 7).crowd(6, 5),
                    SceneKind.plain("pillar", 25).withPillar(),
                    SceneKind.plain("pan", 25).filmed(250, 0, 0, 0),
                    SceneKind.plain("jolts", 25).filmed(0, 1, 0, 0),
                    SceneKind.plain("hand-held", 30).filmed(120, .2, 3, 0),
                    SceneKind.plain("ahead 14/s", 14).crowd(9, 1.4).filmed(60, 0, 2, .8),
                    SceneKind.plain("ahead 10/s", 10).crowd(7, 1.6).filmed(120, 0, 2, 3),
                    SceneKind.plain("poor detector", 25).detected(.65, .11, 4, .12),
                    SceneKind.plain("poor detector 10/s", 10).detected(.65, .11, 4, .12),
                    SceneKind.plain("good detector", 25).detected(.97, .03, .3, .01),
                    SceneKind.plain("looks, camera low", 25).crowd(12, 1.4).withLooks(),
                    SceneKind.plain("looks 2/s", 2).crowd(10, 1.6).withLooks(),
                    SceneKind.plain("false objects stay, 30/s", 30).crowd(12, 2).sure(2, 4),
                    SceneKind.plain("false objects stay, going 14/s", 14)
                            .crowd(9, 1.4)
                            .filmed(60, 0, 2, .8)
                            .sure(1.5, 3),
                    SceneKind.plain("sure, few, 7/s", 7).crowd(6, 5).sure(.2, 1),
                    SceneKind.plain("sure, crowd, 30/s", 30).crowd(20, 1.6).sure(.5, 2),
                    SceneKind.plain("sure, hand-held", 30).filmed(120, .2, 3, 0).sure(.6, 2));

    private Scenes() {}
}
