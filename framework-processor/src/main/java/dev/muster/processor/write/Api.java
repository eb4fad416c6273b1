package dev.muster.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

/** The types that generated code is made of. */
final class Api {
    static final ClassName MUSTER = ClassName.get("dev.muster", "Muster");
    static final ClassName WORKERS = ClassName.get("dev.muster", "Workers");
    static final ClassName AT = ClassName.get("dev.muster", "At");
    static final ClassName SCOPE = ClassName.get("dev.muster", "Scope");
    static final ClassName TASK = ClassName.get("dev.muster", "Task");
    static final ClassName BATCH = ClassName.get("dev.muster", "Batch");
    static final ClassName FAN_OUT = ClassName.get("dev.muster", "FanOut");
    static final ClassName CALL = ClassName.get("dev.muster.call", "Call");
    static final ClassName ASYNC_CALL = ClassName.get("dev.muster.call", "AsyncCall");
    static final ClassName POLICED_CALL = ClassName.get("dev.muster.call", "PolicedCall");
    static final ClassName METHOD_POLICIES = ClassName.get("dev.muster.call", "MethodPolicies");
    static final ClassName ARRAY_CALL = ClassName.get("dev.muster.call", "ArrayCall");
    static final ClassName ELEMENT_FAILURE = ARRAY_CALL.nestedClass("ElementFailure");
    static final ClassName CALL_METHOD = ClassName.get("dev.muster.call", "CallMethod");
    static final ClassName REMOTE = CALL_METHOD.nestedClass("Remote");
    static final ClassName REMOTE_CALL = ClassName.get("dev.muster.call", "RemoteCall");
    static final ClassName CALL_RUNTIME = ClassName.get("dev.muster.call", "CallRuntime");
    static final ClassName BOUND_METHOD = ClassName.get("dev.muster.call", "BoundMethod");
    static final ClassName CALL_SITE = ClassName.get("dev.muster.call", "CallSite");
    static final ClassName HOLD = ClassName.get("dev.muster.call", "Hold");
    static final ClassName CLAIM = ClassName.get("dev.muster.spec", "Claim");
    static final ClassName METHOD_SPEC = ClassName.get("dev.muster.spec", "MethodSpec");
    static final ClassName WIRE_WRITER = ClassName.get("dev.muster.wire", "WireWriter");
    static final ClassName WIRE_READER = ClassName.get("dev.muster.wire", "WireReader");
    static final ClassName WIRE_FORMAT = ClassName.get("dev.muster.wire", "WireFormat");
    static final ClassName WIRE_KIND = WIRE_FORMAT.nestedClass("Kind");
    static final ClassName WIRE_FORMATS = ClassName.get("dev.muster.wire", "WireFormats");

    private Api() {}

    static TypeName of(ClassName type, TypeName argument) {
        return ParameterizedTypeName.get(type, argument);
    }
}
