/** What users of Muster compile against: annotations, handles, and the parts that generated dispatchers are made of. */
module dev.muster.api {
    requires static transitive org.jspecify;

    exports dev.muster;
    exports dev.muster.call;
    exports dev.muster.policy;
    exports dev.muster.spec;
    exports dev.muster.spi;
    exports dev.muster.wire;

    uses dev.muster.MusterProvider;
}
